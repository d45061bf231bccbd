#include "core/base/tm.h"
#include "tests/unit/unit.h"

static void civil_days_both_ways(void **state)
{
	(void)state;
	assert_int_equal(tm_day(1970, 1, 1), 0);
	assert_int_equal(tm_day(2000, 3, 1), 11017);
	assert_int_equal(tm_day(1969, 12, 31), -1);
	int32_t day = tm_day(1900, 1, 1);
	for (int year = 1900; year < 2200; year++)
		for (int month = 1; month <= 12; month++)
			for (int mday = 1; mday <= tm_days_in_month(year, month); mday++, day++) {
				int y, m, d;
				assert_int_equal(tm_day(year, month, mday), day);
				tm_civil(day, &y, &m, &d);
				assert_true(y == year && m == month && d == mday);
			}
}

static void weekdays(void **state)
{
	(void)state;
	assert_int_equal(tm_weekday(tm_day(1970, 1, 1)), 4);
	assert_int_equal(tm_weekday(tm_day(2025, 3, 30)), 0);
	assert_int_equal(tm_weekday(tm_day(1900, 1, 1)), 1);
	assert_int_equal(tm_weekday(tm_day(1969, 12, 28)), 0);
}

static void only_real_dates(void **state)
{
	(void)state;
	static const char *const bad[] = {
	    "2025-02-30", "2025-02-29", "1900-02-29",  "2025-13-01", "2025-00-01",        "2025-01-00",
	    "2025-04-31", "2025-4-1",   "2025-04-01 ", "2025/04/01", "25-04-01",          "+025-04-01",
	    "2025-0a-01", "",           "1899-12-31",  "2200-01-01", "2025-04-01T00:00Z",
	};
	int32_t day = 7;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (tm_parse_day(sv_of(bad[i]), &day))
			fail_msg("\"%s\" was taken", bad[i]);
	assert_int_equal(day, 7);
	assert_true(tm_parse_day(SV("2024-02-29"), &day));
	assert_true(tm_parse_day(SV("2000-02-29"), &day));
	assert_true(tm_parse_day(SV("2025-04-01"), &day));
	assert_int_equal(day, 20179);
}

static void utc_texts(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t utc;
	} good[] = {
	    {"1970-01-01T00:00Z", 0},       {"1970-01-01T00:00:01Z", 1},    {"2025-03-30T00:30:59.999Z", 1743294659},
	    {"1969-12-31T23:59:59.1Z", -1}, {"1970-01-01T00:01+00:00", 60}, {"1970-01-01T00:00:01.5+00:00", 1},
	};
	static const char *const bad[] = {
	    "2025-03-30T00:30",
	    "2025-03-30 00:30Z",
	    "2025-03-30T24:00Z",
	    "2025-03-30T00:60Z",
	    "2025-03-30T00:00:60Z",
	    "2025-03-30T00:00:00.Z",
	    "2025-03-30T00:00:00.1x",
	    "2025-03-30T00:00:00.1xZ",
	    "2025-03-30T00:00:Z",
	    "2025-02-30T00:00Z",
	    "2025-03-30T0:00Z",
	    "2025-03-30T00:00+01:00",
	    "2025-03-30T00:00-00:00",
	    "2025-03-30+00:00",
	    "2025-03-30T00:00Z+00:00",
	    "+00:00",
	    "2025-03-30T00:00:00,123Z",
	    "Z",
	    "",
	};
	int64_t utc = 0;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_true(tm_parse_utc(sv_of(good[i].text), &utc));
		assert_int_equal(utc, good[i].utc);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (tm_parse_utc(sv_of(bad[i]), &utc))
			fail_msg("\"%s\" was taken", bad[i]);
}

static void formats(void **state)
{
	(void)state;
	char out[TM_TEXT_MAX];
	assert_string_equal(tm_format_utc(out, 1743377400), "2025-03-30T23:30:00Z");
	assert_string_equal(tm_format_utc(out, -1), "1969-12-31T23:59:59Z");
	assert_string_equal(tm_format_utc(out, -86400), "1969-12-31T00:00:00Z");
	assert_string_equal(tm_format_day(out, tm_day(2025, 10, 26)), "2025-10-26");
}

static void clocks_move_forward(void **state)
{
	(void)state;
	assert_true(tm_now_utc() > 1700000000);
	int64_t before = tm_monotonic_ms();
	assert_true(tm_monotonic_ms() >= before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(civil_days_both_ways),
	    cmocka_unit_test(weekdays),
	    cmocka_unit_test(only_real_dates),
	    cmocka_unit_test(utc_texts),
	    cmocka_unit_test(formats),
	    cmocka_unit_test(clocks_move_forward),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
