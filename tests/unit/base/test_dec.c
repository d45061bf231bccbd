#include "core/base/dec.h"
#include "tests/unit/unit.h"

static void parses_and_rounds_half_even(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int scale;
		int64_t units;
	} cases[] = {
	    {"0", 9, 0},
	    {"-0", 9, 0},
	    {"-0.0", 9, 0},
	    {"0e999999999999", 9, 0},
	    {"0E-5", 9, 0},
	    {"1", 0, 1},
	    {"-12.5", 9, -12500000000},
	    {"0.5", 0, 0},
	    {"1.5", 0, 2},
	    {"2.5", 0, 2},
	    {"2.50000000000000000000000001", 0, 3},
	    {"-2.5", 0, -2},
	    {"-3.5", 0, -4},
	    {"0.0000000005", 9, 0},
	    {"0.0000000015", 9, 2},
	    {"0.00000000049999999999999999999999", 9, 0},
	    {"0.0000000005000000000000000000001", 9, 1},
	    {"0.05", 0, 0},
	    {"9.9999999999", 9, 10000000000},
	    {"-36.799999999999997", 9, -36800000000},
	    {"1.23e2", 1, 1230},
	    {"123e-2", 1, 12},
	    {"125e-2", 1, 12},
	    {"135e-2", 1, 14},
	    {"1E+3", 0, 1000},
	    {"0.001e3", 0, 1},
	    {"5e-1", 0, 0},
	    {"5e-10", 0, 0},
	    {"9e-999999999999", 9, 0},
	    {"9223372036.854775807", 9, INT64_MAX},
	    {"-9223372036.854775807", 9, -INT64_MAX},
	    {"9223372036854775807", 0, INT64_MAX},
	    {"0.123456789012345678", 18, 123456789012345678},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t units = 42;
		if (!dec_parse(sv_of(cases[i].text), cases[i].scale, &units) || units != cases[i].units)
			fail_msg("\"%s\" at scale %d gave %lld", cases[i].text, cases[i].scale, (long long)units);
	}
}

static void refuses_bad_grammar_and_overflow(void **state)
{
	(void)state;
	static const char *const cases[] = {
	    "",
	    "-",
	    "+1",
	    "01",
	    "-01",
	    ".5",
	    "1.",
	    "1.e3",
	    "1e",
	    "1e+",
	    "--1",
	    "1 ",
	    " 1",
	    "1,5",
	    "NaN",
	    "Infinity",
	    "0x10",
	    "1e1.5",
	    "1_000",
	    "9223372036.8547758075",
	    "9223372036.854775808",
	    "1e10",
	    "1e999999999999",
	    "99999999999999999999",
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t units = 42;
		if (dec_parse(sv_of(cases[i]), 9, &units))
			fail_msg("\"%s\" was taken", cases[i]);
		assert_int_equal(units, 42);
	}
}

static void formats_shortest(void **state)
{
	(void)state;
	static const struct {
		int64_t units;
		int scale;
		const char *text;
	} cases[] = {
	    {0, 0, "0"},
	    {0, 9, "0"},
	    {1, 9, "0.000000001"},
	    {-1, 9, "-0.000000001"},
	    {1000000000, 9, "1"},
	    {-1500000000, 9, "-1.5"},
	    {100, 0, "100"},
	    {-100, 0, "-100"},
	    {1200, 2, "12"},
	    {1230, 2, "12.3"},
	    {INT64_MAX, 9, "9223372036.854775807"},
	    {INT64_MIN, 18, "-9.223372036854775808"},
	    {INT64_MIN, 0, "-9223372036854775808"},
	    {1, 18, "0.000000000000000001"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char out[DEC_TEXT_MAX];
		assert_sv_equal(dec_format(out, cases[i].units, cases[i].scale), cases[i].text);
	}
}

static void what_is_formatted_parses_back(void **state)
{
	(void)state;
	uint64_t seed = 88172645463325252;
	for (int i = 0; i < 20000; i++) {
		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		int64_t units = (int64_t)(seed >> (seed % 60)) * (i % 2 == 0 ? 1 : -1), back = 0;
		if (units == INT64_MIN)
			continue;
		char out[DEC_TEXT_MAX];
		assert_true(dec_parse(dec_format(out, units, i % 19), i % 19, &back));
		assert_true(back == units);
	}
}

static void products(void **state)
{
	(void)state;
	int64_t product = 0;
	/* −12.5 MWh × −40.25 £/MWh = 503.125 £ */
	assert_true(dec_mul(-12500000000, 9, -40250000000, 9, 6, &product));
	assert_int_equal(product, 503125000);
	assert_true(dec_mul(-5, 1, 1, 1, 1, &product)); /* −0.05 at one place is a tie */
	assert_int_equal(product, 0);
	assert_true(dec_mul(-15, 1, 1, 1, 1, &product));
	assert_int_equal(product, -2);
	assert_true(dec_mul(3, 0, 7, 0, 0, &product));
	assert_int_equal(product, 21);
	assert_true(dec_mul(INT64_MAX, 9, 1000000000, 9, 9, &product));
	assert_true(product == INT64_MAX);
	assert_false(dec_mul(INT64_MAX, 9, 1000000001, 9, 9, &product));
	assert_true(dec_mul(INT64_MIN, 18, INT64_MAX, 18, 18, &product) == false);
	assert_true(dec_mul(INT64_MIN, 18, 1, 18, 18, &product));
	assert_int_equal(product, -9);
}

static void trims_database_numerics(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"123.4500", "123.45"}, {"100", "100"}, {"100.000", "100"}, {"0.000", "0"}, {"-0.00", "0"}, {"-1.50", "-1.5"}, {"", ""}, {"0", "0"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_sv_equal(dec_trim(sv_of(cases[i][0])), cases[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parses_and_rounds_half_even),
	    cmocka_unit_test(refuses_bad_grammar_and_overflow),
	    cmocka_unit_test(formats_shortest),
	    cmocka_unit_test(what_is_formatted_parses_back),
	    cmocka_unit_test(products),
	    cmocka_unit_test(trims_database_numerics),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
