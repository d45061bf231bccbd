#include "core/model/difficulty.h"

#include "core/base/tm.h"
#include "tests/unit/unit.h"

static int64_t utc_of(const char *text)
{
	int64_t utc = 0;
	assert_true(tm_parse_utc(sv_of(text), &utc));
	return utc;
}

static void reads_exact_decimals(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t units;
		int scale;
	} cases[] = {
	    {"1", 1, 0},
	    {"110451907374649.52", 11045190737464952, 2},
	    {"152000000000000", 152000000000000, 0},
	    {"16307.420938523983", 16307420938523983, 12},
	    {"1.500", 15, 1},
	    {"10.00", 10, 0},
	    {"999999999999999999", 999999999999999999, 0},
	    {"0.000000000000000001", 1, 18},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct difficulty_epoch epoch = {0};
		assert_true(difficulty_parse(sv_of(cases[i].text), &epoch));
		assert_int_equal(epoch.units, cases[i].units);
		assert_int_equal(epoch.scale, cases[i].scale);
		assert_string_equal(epoch.text, cases[i].text);
	}
}

static void refuses_what_is_no_difficulty(void **state)
{
	(void)state;
	static const char *const cases[] = {
	    "",
	    "0",
	    "0.0",
	    "-1",
	    "1e14",
	    "1E14",
	    "abc",
	    "1.",
	    ".5",
	    "01",
	    "NaN",
	    "1000000000000000000",
	    "1.0000000000000000001",
	    "1.00000000000000000000000000000000000000000",
	    "1 ",
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct difficulty_epoch epoch = {.units = 7};
		if (difficulty_parse(sv_of(cases[i]), &epoch))
			fail_msg("\"%s\" was taken", cases[i]);
		assert_int_equal(epoch.units, 7);
	}
}

static void the_epoch_in_force(void **state)
{
	(void)state;
	const struct difficulty_epoch epochs[] = {
	    {.height = 0, .start_utc = 1000}, {.height = 2016, .start_utc = 2000}, {.height = 4032, .start_utc = 3000}};
	const struct difficulty_series series = {epochs, COUNT_OF(epochs), 3500};
	assert_null(difficulty_at(&series, 999));
	assert_ptr_equal(difficulty_at(&series, 1000), &epochs[0]);
	assert_ptr_equal(difficulty_at(&series, 1999), &epochs[0]);
	assert_ptr_equal(difficulty_at(&series, 2000), &epochs[1]);
	assert_ptr_equal(difficulty_at(&series, 3500), &epochs[2]);
	assert_null(difficulty_at(&series, 3501)); /* past what was read: unknown, however recent the last */
	const struct difficulty_series none = {NULL, 0, 5000};
	assert_null(difficulty_at(&none, 1000));
}

static void a_later_epoch_bounds_an_earlier_one_past_the_reading(void **state)
{
	(void)state;
	const struct difficulty_epoch epochs[] = {{.height = 0, .start_utc = 1000}, {.height = 2016, .start_utc = 2000}};
	const struct difficulty_series series = {epochs, COUNT_OF(epochs), 1500};
	assert_ptr_equal(difficulty_at(&series, 1999), &epochs[0]);
	assert_null(difficulty_at(&series, 2000));
}

static void subsidy_at_the_halvings_that_were(void **state)
{
	(void)state;
	static const struct {
		const char *utc;
		int64_t sat;
	} cases[] = {
	    {"2009-01-09T00:00:00Z", 5000000000}, {"2012-11-28T15:24:37Z", 5000000000}, {"2012-11-28T15:24:38Z", 2500000000},
	    {"2016-07-09T16:46:12Z", 2500000000}, {"2016-07-09T16:46:13Z", 1250000000}, {"2020-05-11T19:23:42Z", 1250000000},
	    {"2020-05-11T19:23:43Z", 625000000},  {"2024-04-20T00:09:26Z", 625000000},  {"2024-04-20T00:09:27Z", 312500000},
	    {"2025-01-17T12:00:00Z", 312500000},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t utc = utc_of(cases[i].utc);
		const struct difficulty_epoch epoch = {.height = 880992, .start_utc = utc - 86400};
		assert_int_equal(difficulty_subsidy_sat(&epoch, utc), cases[i].sat);
	}
}

static void the_next_halving_by_height(void **state)
{
	(void)state;
	const int64_t start = utc_of("2028-04-01T00:00:00Z");
	const struct difficulty_epoch before = {.height = 1048320, .start_utc = start};
	assert_int_equal(difficulty_subsidy_sat(&before, start), 312500000);
	/* 1,680 blocks of 600 s are left to height 1,050,000. */
	assert_int_equal(difficulty_subsidy_sat(&before, start + 1680 * 600 - 1), 312500000);
	assert_int_equal(difficulty_subsidy_sat(&before, start + 1680 * 600), 156250000);
	const struct difficulty_epoch after = {.height = 1050336, .start_utc = start};
	assert_int_equal(difficulty_subsidy_sat(&after, start), 156250000);
	const struct difficulty_epoch slow = {.height = 1045296, .start_utc = start}; /* however late, 2,016 blocks end it */
	assert_int_equal(difficulty_subsidy_sat(&slow, start + 60 * 86400), 312500000);
	const struct difficulty_epoch second = {.height = 1260000, .start_utc = start};
	assert_int_equal(difficulty_subsidy_sat(&second, start), 78125000);
	const struct difficulty_epoch last = {.height = INT64_C(210000) * 100, .start_utc = start};
	assert_int_equal(difficulty_subsidy_sat(&last, start), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_exact_decimals),
	    cmocka_unit_test(refuses_what_is_no_difficulty),
	    cmocka_unit_test(the_epoch_in_force),
	    cmocka_unit_test(a_later_epoch_bounds_an_earlier_one_past_the_reading),
	    cmocka_unit_test(subsidy_at_the_halvings_that_were),
	    cmocka_unit_test(the_next_halving_by_height),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
