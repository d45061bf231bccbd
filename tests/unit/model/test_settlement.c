#include "core/model/settlement.h"

#include "core/base/tm.h"
#include "tests/unit/unit.h"

static int32_t day_of(const char *text)
{
	int32_t day = TM_DAY_NONE;
	assert_true(tm_parse_day(sv_of(text), &day));
	return day;
}

static void assert_utc(int64_t utc, const char *text)
{
	char out[TM_TEXT_MAX];
	assert_string_equal(tm_format_utc(out, utc), text);
}

static void days_of_46_48_and_50_periods(void **state)
{
	(void)state;
	static const struct {
		const char *day;
		int periods;
	} cases[] = {
	    {"2025-03-30", 46}, {"2025-10-26", 50}, {"2025-03-29", 48}, {"2025-03-31", 48}, {"2025-10-25", 48},
	    {"2025-10-27", 48}, {"2024-03-31", 46}, {"2024-10-27", 50}, {"2026-03-29", 46}, {"2026-10-25", 50},
	    {"2025-03-23", 48}, {"2024-02-29", 48}, {"1995-03-26", 48}, {"1996-03-31", 46},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(settlement_periods(day_of(cases[i].day)), cases[i].periods);
}

static void a_year_has_as_many_half_hours_as_utc(void **state)
{
	(void)state;
	for (int year = SETTLEMENT_FIRST_YEAR; year <= SETTLEMENT_LAST_YEAR; year++) {
		int periods = 0, short_days = 0, long_days = 0;
		for (int32_t day = tm_day(year, 1, 1); day < tm_day(year + 1, 1, 1); day++) {
			int n = settlement_periods(day);
			periods += n;
			short_days += n == 46;
			long_days += n == 50;
		}
		assert_int_equal(periods, 48 * (tm_day(year + 1, 1, 1) - tm_day(year, 1, 1)));
		assert_true(short_days == 1 && long_days == 1);
	}
}

static void each_day_begins_where_the_last_ended(void **state)
{
	(void)state;
	for (int32_t day = tm_day(SETTLEMENT_FIRST_YEAR, 1, 1); day < tm_day(SETTLEMENT_LAST_YEAR, 1, 1); day++) {
		int64_t end = settlement_start_utc(day, settlement_periods(day)) + SETTLEMENT_PERIOD_S;
		assert_int_equal(end, settlement_day_start_utc(day + 1));
	}
}

static void starts_in_utc(void **state)
{
	(void)state;
	assert_utc(settlement_day_start_utc(day_of("2025-01-17")), "2025-01-17T00:00:00Z");
	assert_utc(settlement_start_utc(day_of("2025-01-17"), 48), "2025-01-17T23:30:00Z");
	assert_utc(settlement_day_start_utc(day_of("2025-03-30")), "2025-03-30T00:00:00Z");
	assert_utc(settlement_start_utc(day_of("2025-03-30"), 46), "2025-03-30T22:30:00Z");
	assert_utc(settlement_day_start_utc(day_of("2025-03-31")), "2025-03-30T23:00:00Z");
	assert_utc(settlement_day_start_utc(day_of("2025-10-26")), "2025-10-25T23:00:00Z");
	assert_utc(settlement_start_utc(day_of("2025-10-26"), 50), "2025-10-26T23:30:00Z");
	assert_utc(settlement_day_start_utc(day_of("2025-10-27")), "2025-10-27T00:00:00Z");
}

static void the_london_day_of_a_second(void **state)
{
	(void)state;
	static const struct {
		const char *utc, *day;
	} cases[] = {
	    {"2025-06-30T22:59:59Z", "2025-06-30"}, {"2025-06-30T23:00:00Z", "2025-07-01"}, {"2025-01-17T23:59:59Z", "2025-01-17"},
	    {"2025-03-30T22:59:59Z", "2025-03-30"}, {"2025-03-30T23:00:00Z", "2025-03-31"}, {"2025-03-29T23:59:59Z", "2025-03-29"},
	    {"2025-10-25T22:59:59Z", "2025-10-25"}, {"2025-10-25T23:00:00Z", "2025-10-26"}, {"2025-10-26T23:59:59Z", "2025-10-26"},
	    {"1969-12-31T23:59:59Z", "1969-12-31"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t utc = 0;
		assert_true(tm_parse_utc(sv_of(cases[i].utc), &utc));
		assert_int_equal(settlement_day_of(utc), day_of(cases[i].day));
	}
	for (int32_t day = tm_day(2024, 1, 1); day < tm_day(2027, 1, 1); day++)
		for (int period = 1; period <= settlement_periods(day); period++)
			assert_int_equal(settlement_day_of(settlement_start_utc(day, period)), day);
}

static void provisional_until_the_second_day_after(void **state)
{
	(void)state;
	assert_utc(settlement_provisional_until_utc(day_of("2025-01-17")), "2025-01-19T00:00:00Z");
	assert_utc(settlement_provisional_until_utc(day_of("2025-03-29")), "2025-03-30T23:00:00Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(days_of_46_48_and_50_periods),         cmocka_unit_test(a_year_has_as_many_half_hours_as_utc),
	    cmocka_unit_test(each_day_begins_where_the_last_ended), cmocka_unit_test(starts_in_utc),
	    cmocka_unit_test(the_london_day_of_a_second),           cmocka_unit_test(provisional_until_the_second_day_after),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
