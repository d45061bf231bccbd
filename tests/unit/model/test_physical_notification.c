#include "core/model/physical_notification.h"

#include "core/base/tm.h"
#include "tests/unit/unit.h"

#define MW INT64_C(1000000000)

static struct physical_notification_unit units[2];
static struct physical_notification_day day = {units, 2};

/* A line of T_A from minute to minute of a half hour of 2025-03-30, a day of 46. */
static struct physical_notification_row line(int period, int from_minute, int to_minute, int64_t from_mw, int64_t to_mw)
{
	int64_t start_utc = settlement_start_utc(tm_day(2025, 3, 30), period);
	return (struct physical_notification_row){.settlement_date = tm_day(2025, 3, 30),
	                                          .settlement_period = period,
	                                          .from_utc = start_utc + 60 * from_minute,
	                                          .to_utc = start_utc + 60 * to_minute,
	                                          .from_mw = {from_mw, true},
	                                          .to_mw = {to_mw, true},
	                                          .bm_unit = "T_A"};
}

static int collect(struct physical_notification_row *rows, size_t n)
{
	struct err err;
	int unknown = 0;
	units[0] = (struct physical_notification_unit){.bm_unit = "T_A", .read = true};
	units[1] = (struct physical_notification_unit){.bm_unit = "T_AB", .read = true};
	assert_int_equal(physical_notification_check(rows, &n, tm_day(2025, 3, 30), &err), RC_OK);
	physical_notification_collect(rows, n, tm_day(2025, 3, 30), &day, &unknown);
	return unknown;
}

static void lines_are_integrated_whatever_their_order(void **state)
{
	struct physical_notification_row rows[] = {
	    line(1, 10, 30, 60 * MW, 60 * MW), /* 20 MWh */
	    line(1, 0, 10, 0, 60 * MW),        /* 5 MWh */
	    line(2, 0, 30, -3 * MW, -3 * MW),
	    line(46, 0, 30, 1, 0), /* 0.25e-9 goes to 0 */
	    line(3, 0, 15, 10 * MW, 10 * MW),
	    line(3, 15, 15, 10 * MW, 40 * MW),
	    line(3, 15, 30, 40 * MW, 40 * MW), /* a step */
	    line(4, 0, 30, 8 * MW, 8 * MW),
	    line(4, 0, 30, 8 * MW, 8 * MW), /* twins */
	    line(5, 0, 30, 3, 0),           /* 0.75e-9 goes to 1 */
	};
	(void)state;
	rows[3].bm_unit = "T_AB";
	assert_int_equal(collect(rows, COUNT_OF(rows)), 0);
	assert_int_equal(units[0].at[1].nano, 25 * MW);
	assert_int_equal(units[0].at[2].nano, -3 * MW / 2);
	assert_true(units[1].at[46].known);
	assert_int_equal(units[1].at[46].nano, 0);
	assert_int_equal(units[0].at[3].nano, 25 * MW / 2);
	assert_int_equal(units[0].at[4].nano, 4 * MW);
	assert_int_equal(units[0].at[5].nano, 1);
	assert_false(units[1].at[1].known);
}

static void what_does_not_fill_the_half_hour_is_unknown(void **state)
{
	struct physical_notification_row rows[] = {
	    line(1, 0, 29, MW, MW),                                 /* ends early */
	    line(2, 1, 30, MW, MW),                                 /* begins late */
	    line(3, 0, 10, MW, MW), line(3, 11, 30, MW, MW),        /* a gap */
	    line(4, 0, 20, MW, MW), line(4, 10, 30, MW, MW),        /* an overlap */
	    line(5, 0, 30, MW, MW), line(5, 0, 30, 2 * MW, 2 * MW), /* two truths */
	    line(6, 0, 31, MW, MW),                                 /* beyond its end */
	    line(7, 0, 30, MW, MW),                                 /* without a level */
	    line(8, 20, 0, MW, MW),                                 /* backwards */
	    line(9, 0, 30, MW, MW),                                 /* and one that is whole */
	};
	(void)state;
	rows[9].to_mw.known = false;
	assert_int_equal(collect(rows, COUNT_OF(rows)), 8);
	for (int period = 1; period <= 9; period++)
		assert_int_equal(units[0].at[period].known, period == 9);
}

static void other_days_units_and_what_cannot_be(void **state)
{
	struct physical_notification_row mixed[] = {line(1, 0, 30, MW, MW), line(2, 0, 30, MW, MW), line(3, 0, 30, MW, MW)};
	struct physical_notification_row late = line(46, 0, 30, MW, MW), much = line(1, 0, 30, MW, 10001 * MW),
	                                 foreign = line(1, 0, 30, MW, MW);
	struct err err;
	size_t n = 1;
	(void)state;
	mixed[0].settlement_date--;
	mixed[1].bm_unit = "T_GAS";
	mixed[2].bm_unit = NULL;
	assert_int_equal(collect(mixed, COUNT_OF(mixed)), 0);
	assert_false(units[0].at[1].known);
	late.settlement_period = 47;
	assert_int_equal(physical_notification_check(&late, &n, tm_day(2025, 3, 30), &err), RC_DATA);
	assert_int_equal(physical_notification_check(&much, &n, tm_day(2025, 3, 30), &err), RC_DATA);
	assert_int_equal(physical_notification_check(&foreign, &n, tm_day(2025, 3, 31), &err), RC_DATA);
}

static void news_completes_what_is_known_and_takes_nothing_back(void **state)
{
	struct physical_notification_unit kept[] = {{.bm_unit = "T_A", .read = true}};
	struct physical_notification_day known = {kept, 1};
	struct physical_notification_row rows[] = {line(1, 0, 30, 2 * MW, 2 * MW)};
	(void)state;
	kept[0].at[1] = kept[0].at[2] = (struct stack_decimal){MW, true};
	assert_int_equal(collect(rows, COUNT_OF(rows)), 0);
	assert_int_equal(physical_notification_news(&day, &known), 1); /* T_AB, of which nothing was known */
	assert_false(units[0].read);
	assert_true(units[1].read);
	assert_int_equal(units[0].at[2].nano, MW);
	rows[0] = line(1, 0, 30, 4 * MW, 4 * MW);
	assert_int_equal(collect(rows, COUNT_OF(rows)), 0);
	units[1].read = false;
	assert_int_equal(physical_notification_news(&day, &known), 1);
	assert_int_equal(units[0].at[1].nano, 2 * MW);
	assert_int_equal(units[0].at[2].nano, MW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_are_integrated_whatever_their_order),
	    cmocka_unit_test(what_does_not_fill_the_half_hour_is_unknown),
	    cmocka_unit_test(other_days_units_and_what_cannot_be),
	    cmocka_unit_test(news_completes_what_is_known_and_takes_nothing_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
