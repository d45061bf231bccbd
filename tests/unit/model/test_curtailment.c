#include "core/model/curtailment.h"

#include "tests/unit/unit.h"

static struct stack_row row_of(int64_t volume_nano_mwh, int64_t price_nano)
{
	return (struct stack_row){.volume_nano_mwh = volume_nano_mwh, .original_price = {price_nano, true}};
}

static void so_flagged_is_the_default(void **state)
{
	(void)state;
	assert_string_equal(curtailment_definitions[0].id, "so_flagged");
	assert_true(curtailment_definitions[0].so_flagged_only);
	assert_ptr_equal(curtailment_definition(SV("all_bids")), &curtailment_definitions[1]);
	assert_false(curtailment_definition(SV("all_bids"))->so_flagged_only);
	assert_null(curtailment_definition(SV("SO_FLAGGED")));
	assert_null(curtailment_definition(SV("")));
	assert_null(curtailment_definition(SV("so_flagged ")));
}

static void only_bids_that_lower_output_count(void **state)
{
	(void)state;
	struct stack_row down = row_of(-1, 0), up = row_of(1, 0), none = row_of(0, 0);
	assert_true(curtailment_counts(&down, STACK_BID));
	assert_false(curtailment_counts(&up, STACK_BID));
	assert_false(curtailment_counts(&none, STACK_BID));
	assert_false(curtailment_counts(&down, STACK_OFFER));
}

static void payment_keeps_its_sign(void **state)
{
	(void)state;
	int64_t payment = 0;
	struct stack_row paid_to_farm = row_of(-12500000000, -40250000000), paid_by_farm = row_of(-12500000000, 40250000000);
	assert_true(curtailment_payment(&paid_to_farm, &payment));
	assert_int_equal(payment, 503125000);
	assert_true(curtailment_payment(&paid_by_farm, &payment));
	assert_int_equal(payment, -503125000);
}

static void payment_rounds_half_even_once(void **state)
{
	(void)state;
	static const int64_t cases[][2] = {/* volume of 1e-9 MWh at −1 £/MWh, payment of 1e-6 £ */
	                                   {-500, 0},
	                                   {-501, 1},
	                                   {-1500, 2},
	                                   {-2500, 2},
	                                   {-2501, 3}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t payment = 0;
		struct stack_row row = row_of(cases[i][0], -1000000000);
		assert_true(curtailment_payment(&row, &payment));
		assert_int_equal(payment, cases[i][1]);
	}
}

static void no_price_or_overflow_is_no_payment(void **state)
{
	(void)state;
	int64_t payment = 0;
	struct stack_row unknown = {.volume_nano_mwh = -1}, huge = row_of(-INT64_MAX, -INT64_MAX);
	assert_false(curtailment_payment(&unknown, &payment));
	assert_false(curtailment_payment(&huge, &payment));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(so_flagged_is_the_default),
	    cmocka_unit_test(only_bids_that_lower_output_count),
	    cmocka_unit_test(payment_keeps_its_sign),
	    cmocka_unit_test(payment_rounds_half_even_once),
	    cmocka_unit_test(no_price_or_overflow_is_no_payment),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
