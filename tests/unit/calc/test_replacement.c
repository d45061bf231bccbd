#include "core/calc/replacement.h"

#include "tests/unit/unit.h"

#define MWH INT64_C(1000000000)
#define GBP INT64_C(1000000000) /* a MWh, in 1e-9 */
#define UNKNOWN INT64_MIN

static struct replacement_offer offer(int64_t volume_nano_mwh, int64_t price_nano)
{
	return (struct replacement_offer){.volume_nano_mwh = volume_nano_mwh, .price = {price_nano, true}};
}

static int64_t cost(const struct replacement_offer *offers, size_t n, int64_t energy_nano_mwh)
{
	int64_t micro = 0;
	return replacement_cost(offers, n, energy_nano_mwh, &micro) ? micro : UNKNOWN;
}

static void offers_are_added_until_covered_the_last_pro_rata(void **state)
{
	(void)state;
	const struct replacement_offer offers[] = {offer(10 * MWH, 80 * GBP), offer(4 * MWH, 100 * GBP), offer(100 * MWH, -5 * GBP)};
	static const struct {
		int64_t energy, cost;
	} cases[] = {
	    {1, 0},                   /* 8e-8 GBP */
	    {5 * MWH, 400000000},     /* a part of the first */
	    {10 * MWH, 800000000},    /* all of it, and none of the second */
	    {12 * MWH, 1000000000},   /* half of the second */
	    {14 * MWH, 1200000000},   /* both */
	    {114 * MWH, 700000000},   /* an offer may have a negative price */
	    {114 * MWH + 1, UNKNOWN}, /* one nano-MWh too much */
	    {INT64_MAX, UNKNOWN},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(cost(offers, COUNT_OF(offers), cases[i].energy), cases[i].cost);
	assert_int_equal(cost(offers, 0, MWH), UNKNOWN);
}

static void the_sum_is_rounded_once_half_to_even(void **state)
{
	(void)state;
	/* each part is 0.00000025 GBP: two make a half that goes to the even 0, six make 1.5 that goes to 2 */
	struct replacement_offer quarters[6];
	for (size_t i = 0; i < COUNT_OF(quarters); i++)
		quarters[i] = offer(MWH / 2, 500);
	assert_int_equal(cost(quarters, 2, MWH), 0);
	assert_int_equal(cost(quarters, 3, 3 * MWH / 2), 1);
	assert_int_equal(cost(quarters, 6, 3 * MWH), 2);
	for (size_t i = 0; i < COUNT_OF(quarters); i++)
		quarters[i].price.nano = -500;
	assert_int_equal(cost(quarters, 2, MWH), 0);
	assert_int_equal(cost(quarters, 6, 3 * MWH), -2);
}

static void an_offer_without_a_price_matters_where_it_is_reached(void **state)
{
	(void)state;
	struct replacement_offer offers[] = {offer(MWH, 80 * GBP), {.volume_nano_mwh = MWH}};
	assert_int_equal(cost(offers, 2, MWH), 80000000);
	assert_int_equal(cost(offers, 2, MWH + 1), UNKNOWN);
}

static void a_sum_that_does_not_fit_is_unknown(void **state)
{
	(void)state;
	const struct replacement_offer offers[] = {offer(INT64_MAX / 2, INT64_MAX), offer(INT64_MAX / 2, INT64_MAX),
	                                           offer(INT64_MAX / 2, INT64_MAX)};
	assert_int_equal(cost(offers, 1, INT64_MAX / 2), UNKNOWN);
	assert_int_equal(cost(offers, 3, INT64_MAX), UNKNOWN);
}

static void unflagged_first_then_by_sequence_then_as_published(void **state)
{
	(void)state;
	struct replacement_offer offers[] = {
	    {.so_flagged = true, .sequence_number = 1, .position = 0},  {.so_flagged = false, .sequence_number = 7, .position = 1},
	    {.so_flagged = false, .sequence_number = 3, .position = 2}, {.so_flagged = true, .sequence_number = -4, .position = 3},
	    {.so_flagged = false, .sequence_number = 7, .position = 4}, {.so_flagged = false, .sequence_number = 3, .position = 5},
	};
	static const size_t order[] = {2, 5, 1, 4, 3, 0};
	replacement_sort(offers, COUNT_OF(offers));
	for (size_t i = 0; i < COUNT_OF(offers); i++)
		assert_int_equal(offers[i].position, order[i]);
	replacement_sort(NULL, 0);
}

static void offers_that_add_energy_and_have_no_cadl_flag_count(void **state)
{
	(void)state;
	static const struct {
		int64_t volume;
		enum stack_flag cadl;
		bool counts;
	} cases[] = {{1, STACK_FLAG_NULL, true},
	             {1, STACK_FLAG_FALSE, true},
	             {1, STACK_FLAG_TRUE, false},
	             {0, STACK_FLAG_NULL, false},
	             {-1, STACK_FLAG_FALSE, false}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct stack_row row = {.volume_nano_mwh = cases[i].volume, .cadl_flag = cases[i].cadl};
		assert_int_equal(replacement_counts(&row), cases[i].counts);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(offers_are_added_until_covered_the_last_pro_rata),
	    cmocka_unit_test(the_sum_is_rounded_once_half_to_even),
	    cmocka_unit_test(an_offer_without_a_price_matters_where_it_is_reached),
	    cmocka_unit_test(a_sum_that_does_not_fit_is_unknown),
	    cmocka_unit_test(unflagged_first_then_by_sequence_then_as_published),
	    cmocka_unit_test(offers_that_add_energy_and_have_no_cadl_flag_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
