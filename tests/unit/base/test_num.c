#include "core/base/num.h"
#include "tests/unit/unit.h"

static void parses_whole_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t value;
	} cases[] = {
	    {"0", 0}, {"-0", 0}, {"7", 7}, {"-7", -7}, {"007", 7}, {"9223372036854775807", INT64_MAX}, {"-9223372036854775808", INT64_MIN},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t value = 42;
		assert_true(num_parse(sv_of(cases[i].text), &value));
		assert_true(value == cases[i].value);
	}
}

static void refuses_the_rest(void **state)
{
	(void)state;
	static const char *const cases[] = {
	    "", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "--1", "9223372036854775808", "-9223372036854775809", "99999999999999999999",
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t value = 42;
		if (num_parse(sv_of(cases[i]), &value))
			fail_msg("\"%s\" was taken", cases[i]);
		assert_int_equal(value, 42);
	}
}

static void ranges(void **state)
{
	(void)state;
	int64_t value = 0;
	assert_true(num_parse_range(SV("1"), 1, 65535, &value));
	assert_true(num_parse_range(SV("65535"), 1, 65535, &value));
	assert_false(num_parse_range(SV("0"), 1, 65535, &value));
	assert_false(num_parse_range(SV("65536"), 1, 65535, &value));
	assert_int_equal(value, 65535);
}

static void sums_stop_at_overflow(void **state)
{
	(void)state;
	int64_t sum = INT64_MAX - 1;
	assert_true(num_add(&sum, 1));
	assert_false(num_add(&sum, 1));
}

static void quotients_round_half_to_even(void **state)
{
	(void)state;
	static const struct {
		unsigned int a, b, m, quotient;
	} cases[] = {
	    {1, 1, 2, 0}, {3, 1, 2, 2}, {5, 1, 2, 2},     {7, 1, 2, 4},     {2, 1, 3, 1},
	    {1, 1, 3, 0}, {0, 9, 7, 0}, {25, 10, 100, 2}, {35, 10, 100, 4},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		num_u128 quotient;
		assert_true(num_mul_div(cases[i].a, cases[i].b, cases[i].m, &quotient));
		assert_int_equal((unsigned int)quotient, cases[i].quotient);
	}
}

static void products_of_256_bits(void **state)
{
	(void)state;
	const num_u128 most = ~(num_u128)0;
	num_u128 quotient;
	assert_true(num_mul_div(most, most, most, &quotient));
	assert_true(quotient == most);
	assert_true(num_mul_div(most, most - 1, most, &quotient));
	assert_true(quotient == most - 1);
	/* (2^127 + 1)^2 / 2^127 = 2^127 + 2 + 2^-127 */
	const num_u128 half = (num_u128)1 << 127;
	assert_true(num_mul_div(half + 1, half + 1, half, &quotient));
	assert_true(quotient == half + 2);
	/* (2^127 + 2^126)^2 / 2^128 rounds a tie nowhere: 9 * 2^252 / 2^127 = 9 * 2^125 passes 128 bits */
	assert_false(num_mul_div(half, half, (num_u128)1 << 125, &quotient));
	assert_false(num_mul_div(1, 1, 0, &quotient));
	assert_false(num_mul_div(most, 2, 1, &quotient));
}

static void ties_above_128_bits(void **state)
{
	(void)state;
	/* (2k + 1) × 2^100 / 2^101 = k + 1/2 */
	num_u128 quotient, wide = (num_u128)1 << 100;
	assert_true(num_mul_div(((num_u128)1 << 80) + 1, wide, wide << 1, &quotient));
	assert_true(quotient == (num_u128)1 << 79);
	assert_true(num_mul_div(((num_u128)1 << 80) + 3, wide, wide << 1, &quotient));
	assert_true(quotient == ((num_u128)1 << 79) + 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parses_whole_numbers),
	    cmocka_unit_test(refuses_the_rest),
	    cmocka_unit_test(ranges),
	    cmocka_unit_test(sums_stop_at_overflow),
	    cmocka_unit_test(quotients_round_half_to_even),
	    cmocka_unit_test(products_of_256_bits),
	    cmocka_unit_test(ties_above_128_bits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
