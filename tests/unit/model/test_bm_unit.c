#include "core/model/bm_unit.h"

#include "core/model/stack_row.h"
#include "tests/unit/unit.h"

static void wind_by_the_registers_word(void **state)
{
	(void)state;
	const struct bm_unit wind = {.fuel_type = "WIND"}, gas = {.fuel_type = "CCGT"}, unknown = {.fuel_type = NULL};
	assert_true(bm_unit_is_wind(&wind));
	assert_false(bm_unit_is_wind(&gas));
	assert_false(bm_unit_is_wind(&unknown));
}

static void sides_have_their_names_in_paths(void **state)
{
	(void)state;
	assert_string_equal(stack_row_side_name(STACK_BID), "bid");
	assert_string_equal(stack_row_side_name(STACK_OFFER), "offer");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(wind_by_the_registers_word), cmocka_unit_test(sides_have_their_names_in_paths)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
