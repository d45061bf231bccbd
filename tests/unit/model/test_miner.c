#include "core/model/miner.h"

#include "tests/unit/unit.h"

static void the_seven_in_order(void **state)
{
	(void)state;
	static const struct {
		const char *id;
		int64_t deci_th, power_w;
	} cases[] = {
	    {"S19J_PRO", 1000, 3050}, {"S9", 135, 1323},       {"M20S", 680, 3360},    {"S19_XP", 1400, 3010},
	    {"S21", 2000, 3500},      {"S21_PRO", 2340, 3510}, {"S21_XP", 2700, 3645},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_string_equal(miner_list[i].id, cases[i].id);
		assert_int_equal(miner_list[i].hashrate_deci_th, cases[i].deci_th);
		assert_int_equal(miner_list[i].power_w, cases[i].power_w);
		assert_non_null(miner_list[i].source);
		assert_int_equal(strlen(miner_list[i].source_date), 10);
	}
	assert_null(miner_list[COUNT_OF(cases)].id);
}

static void found_by_its_exact_id(void **state)
{
	(void)state;
	assert_ptr_equal(miner_find(SV("S19J_PRO")), &miner_list[0]);
	assert_ptr_equal(miner_find(SV("S9")), &miner_list[1]);
	assert_null(miner_find(SV("s9")));
	assert_null(miner_find(SV("S")));
	assert_null(miner_find(SV("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_seven_in_order), cmocka_unit_test(found_by_its_exact_id)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
