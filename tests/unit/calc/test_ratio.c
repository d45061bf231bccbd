#include "core/calc/ratio.h"

#include "tests/unit/unit.h"

static void six_places_half_to_even(void **state)
{
	static const struct {
		const char *gbp, *mwh, *ratio; /* NULL: unknown */
	} cases[] = {
	    {"491850.092700", "19167.709211000", "25.660348"},
	    {"10", "4", "2.5"},
	    {"0.000001", "2", "0"}, /* 0.0000005 goes to the even 0 */
	    {"0.000003", "2", "0.000002"},
	    {"0.000005", "2", "0.000002"},
	    {"-0.000003", "2", "-0.000002"},
	    {"-1", "3", "-0.333333"},
	    {"-2", "3", "-0.666667"},
	    {"0", "5", "0"},
	    {"1", "0", NULL},
	    {"1", "0.000000000", NULL},
	    {"9000000000000", "0.000000001", NULL},
	    {NULL, "1", NULL},
	    {"1", NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char out[DEC_TEXT_MAX];
		const char *ratio = ratio_per_mwh(cases[i].gbp, cases[i].mwh, out);
		if (!cases[i].ratio)
			assert_null(ratio);
		else
			assert_string_equal(ratio, cases[i].ratio);
	}
}

static void a_share_is_of_both_together(void **state)
{
	static const struct {
		const char *part, *rest, *share; /* NULL: unknown */
	} cases[] = {
	    {"1", "3", "0.25"},
	    {"0", "5", "0"},
	    {"5.000000000", "0", "1"},
	    {"1", "2", "0.333333"},
	    {"0.000000001", "1999999.999999999", "0"}, /* 5e-16 */
	    {"1", "1999999", "0"},                     /* 0.0000005 goes to the even 0 */
	    {"3", "1999997", "0.000002"},
	    {"0", "0", NULL},
	    {"-1", "3", NULL},
	    {"1", "-3", NULL},
	    {NULL, "1", NULL},
	    {"1", NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char out[DEC_TEXT_MAX];
		const char *share = ratio_share(cases[i].part, cases[i].rest, out);
		if (!cases[i].share)
			assert_null(share);
		else
			assert_string_equal(share, cases[i].share);
	}
}

static void a_part_of_a_whole_may_pass_it(void **state)
{
	char out[DEC_TEXT_MAX];
	(void)state;
	assert_string_equal(ratio_of("1", "4.000000000", out), "0.25");
	assert_string_equal(ratio_of("5", "4", out), "1.25");
	assert_string_equal(ratio_of("0", "4", out), "0");
	assert_null(ratio_of("1", "0", out));
	assert_null(ratio_of("1", "-4", out));
	assert_null(ratio_of(NULL, "4", out));
	assert_null(ratio_of("1", NULL, out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(six_places_half_to_even),
	    cmocka_unit_test(a_share_is_of_both_together),
	    cmocka_unit_test(a_part_of_a_whole_may_pass_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
