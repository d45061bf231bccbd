#include "core/model/system_price.h"

#include "core/base/tm.h"
#include "tests/unit/unit.h"

static struct system_price_row row(int period, int64_t accepted)
{
	return (struct system_price_row){tm_day(2025, 3, 30), period, {100, true}, {100, true}, {accepted, true}};
}

static enum rc collect(const struct system_price_row *rows, size_t n, struct system_price_day *out)
{
	struct err err;
	*out = (struct system_price_day){0};
	return system_price_collect(rows, n, tm_day(2025, 3, 30), out, &err);
}

static void rows_of_the_day_each_period_once(void **state)
{
	struct system_price_row rows[] = {row(1, -5), row(46, -6)};
	struct system_price_day day;
	(void)state;
	assert_int_equal(collect(rows, 2, &day), RC_OK);
	assert_int_equal(day.at[46].of[SYSTEM_PRICE_ACCEPTED].nano, -6);
	assert_false(day.at[2].published);
	rows[1].settlement_period = 47;
	assert_int_equal(collect(rows, 2, &day), RC_DATA);
	rows[1].settlement_period = 1;
	assert_int_equal(collect(rows, 2, &day), RC_DATA);
	rows[1] = row(2, -6);
	rows[1].settlement_date++;
	assert_int_equal(collect(rows, 2, &day), RC_DATA);
}

static void either_half_of_a_control_total_may_come_alone(void **state)
{
	const struct stack_decimal sum = {-5, true}, other = {-7, true};
	struct system_price_row published = row(1, -5), later = row(2, -7);
	struct system_price_day known, read;
	(void)state;
	assert_int_equal(collect(&published, 1, &known), RC_OK);
	known.at[1].of[SYSTEM_PRICE_STACK] = sum;
	read = known; /* the same again */
	assert_int_equal(system_price_news(&read, &known), 0);
	read = known; /* without its stack */
	read.at[1].of[SYSTEM_PRICE_STACK].known = false;
	assert_int_equal(system_price_news(&read, &known), 0);
	read = (struct system_price_day){0}; /* another stack, and no prices */
	read.at[1].of[SYSTEM_PRICE_STACK] = other;
	assert_int_equal(system_price_news(&read, &known), 1);
	assert_int_equal(read.at[1].of[SYSTEM_PRICE_STACK].nano, -7);
	assert_int_equal(read.at[1].of[SYSTEM_PRICE_ACCEPTED].nano, -5);
	read = (struct system_price_day){0}; /* a stack of a half hour without prices */
	read.at[2].of[SYSTEM_PRICE_STACK] = other;
	assert_int_equal(system_price_news(&read, &known), 1);
	known = read;
	read = (struct system_price_day){0}; /* and its price, later */
	assert_int_equal(collect(&later, 1, &read), RC_OK);
	assert_int_equal(system_price_news(&read, &known), 1);
	assert_int_equal(read.at[2].of[SYSTEM_PRICE_STACK].nano, -7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_of_the_day_each_period_once),
	    cmocka_unit_test(either_half_of_a_control_total_may_come_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
