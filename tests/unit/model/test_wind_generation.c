#include "core/model/wind_generation.h"

#include "core/base/tm.h"
#include "tests/unit/unit.h"

#define MW INT64_C(1000000000)

static struct wind_generation_row row(int period, const char *type, int64_t nano_mw, int64_t published_utc)
{
	return (struct wind_generation_row){.settlement_date = tm_day(2025, 3, 30),
	                                    .settlement_period = period,
	                                    .published_utc = published_utc,
	                                    .psr_type = type,
	                                    .quantity_mw = {nano_mw, true}};
}

static enum rc collect(const struct wind_generation_row *rows, size_t n, struct wind_generation_day *out, struct err *err)
{
	return wind_generation_collect(rows, n, tm_day(2025, 3, 30), out, err);
}

static void the_last_published_counts_as_half_its_mw(void **state)
{
	struct wind_generation_row rows[] = {
	    row(1, "Wind Onshore", 100 * MW, 20),
	    row(1, "Wind Onshore", 90 * MW, 10),
	    row(1, "Wind Offshore", 7 * MW, 10),
	    row(1, "Wind Offshore", 9 * MW, 30),
	    row(1, "Solar", 5 * MW, 40),
	    row(46, "Wind Onshore", 3, 10), /* 1.5e-9 goes to 2 */
	    row(2, NULL, 5 * MW, 10),
	    row(2, "Wind Onshore", 1 * MW, 10),
	    row(3, "Wind Onshore", 1 * MW, 10),
	};
	struct wind_generation_day day;
	struct err err;
	(void)state;
	rows[7].quantity_mw.known = false;
	rows[8].settlement_date++;
	assert_int_equal(collect(rows, COUNT_OF(rows), &day, &err), RC_OK);
	assert_int_equal(day.at[1][WIND_GENERATION_ONSHORE].energy_nano_mwh, 50 * MW);
	assert_int_equal(day.at[1][WIND_GENERATION_ONSHORE].published_utc, 20);
	assert_int_equal(day.at[1][WIND_GENERATION_OFFSHORE].energy_nano_mwh, 9 * MW / 2);
	assert_int_equal(day.at[46][WIND_GENERATION_ONSHORE].energy_nano_mwh, 2);
	assert_false(day.at[46][WIND_GENERATION_OFFSHORE].known);
	assert_false(day.at[2][WIND_GENERATION_ONSHORE].known);
	assert_false(day.at[3][WIND_GENERATION_ONSHORE].known);
}

static void what_cannot_be_is_refused(void **state)
{
	const struct wind_generation_row twice[] = {row(1, "Wind Onshore", MW, 10), row(1, "Wind Onshore", 2 * MW, 10)};
	const struct wind_generation_row twins[] = {row(1, "Wind Onshore", MW, 10), row(1, "Wind Onshore", MW, 10)};
	const struct wind_generation_row much = row(1, "Wind Onshore", 100001 * MW, 10), late = row(47, "Wind Onshore", MW, 10);
	struct wind_generation_row other = row(1, "Wind Onshore", MW, 10);
	struct wind_generation_day day;
	struct err err;
	(void)state;
	other.settlement_date--;
	assert_int_equal(collect(twins, 2, &day, &err), RC_OK);
	assert_int_equal(collect(twice, 2, &day, &err), RC_DATA);
	assert_non_null(strstr(err.text, "identity_conflict"));
	assert_int_equal(collect(&much, 1, &day, &err), RC_DATA);
	assert_non_null(strstr(err.text, "quantity_range"));
	assert_int_equal(collect(&late, 1, &day, &err), RC_DATA);
	assert_non_null(strstr(err.text, "foreign_row"));
	assert_int_equal(collect(&other, 1, &day, &err), RC_DATA);
	assert_int_equal(collect(NULL, 0, &day, &err), RC_OK);
}

static void news_is_what_is_not_known_or_published_no_earlier(void **state)
{
	static const struct {
		bool known;
		int64_t energy, published, read_energy, read_published;
		bool news;
	} cases[] = {
	    {false, 0, 0, 5, 10, true}, {true, 5, 10, 5, 10, false}, {true, 5, 10, 6, 10, true},
	    {true, 5, 10, 6, 11, true}, {true, 5, 10, 6, 9, false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct wind_generation_day known = {0}, read = {0};
		known.at[7][1] = (struct wind_generation_figure){cases[i].known, cases[i].energy, cases[i].published};
		known.at[8][1] = known.at[7][1]; /* a gap in what is read is no news */
		read.at[7][1] = (struct wind_generation_figure){true, cases[i].read_energy, cases[i].read_published};
		assert_int_equal(wind_generation_news(&read, &known), cases[i].news);
		assert_int_equal(read.at[7][1].known, cases[i].news);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_last_published_counts_as_half_its_mw),
	    cmocka_unit_test(what_cannot_be_is_refused),
	    cmocka_unit_test(news_is_what_is_not_known_or_published_no_earlier),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
