#include "core/calc/mining.h"

#include "core/base/tm.h"
#include "tests/unit/unit.h"

#define ONE_MWH INT64_C(1000000000)
#define SUBSIDY_2024 INT64_C(312500000)

static struct difficulty_epoch epoch_of(const char *difficulty)
{
	struct difficulty_epoch epoch = {.height = 878976};
	assert_true(difficulty_parse(sv_of(difficulty), &epoch));
	return epoch;
}

static int64_t bitcoin(int64_t energy_nano_mwh, const struct miner *miner, const char *difficulty, int64_t subsidy_sat)
{
	struct difficulty_epoch epoch = epoch_of(difficulty);
	int64_t pico = -1;
	assert_true(mining_bitcoin(energy_nano_mwh, miner, &epoch, subsidy_sat, &pico));
	return pico;
}

/* One MWh at D = 110451907374649.52: the published 7.7753438e-4, 2.4198774e-4 and 4.7994235e-4 BTC, and the rest by exact fractions. */
static void one_mwh_of_each_miner(void **state)
{
	(void)state;
	static const struct {
		const char *id;
		int64_t one_mwh, whole_day; /* 46,344.512543 MWh of 2025-01-17 */
	} cases[] = {
	    {"S19J_PRO", 777534381, 36034451879280}, {"S9", 241987741, 11214803901205},   {"M20S", 479942353, 22242694404056},
	    {"S19_XP", 1103013890, 51118641038049},  {"S21", 1355131350, 62802901846746}, {"S21_PRO", 1580986575, 73270052154537},
	    {"S21_XP", 1756651750, 81411169060596},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct miner *miner = miner_find(sv_of(cases[i].id));
		assert_non_null(miner);
		assert_int_equal(bitcoin(ONE_MWH, miner, "110451907374649.52", SUBSIDY_2024), cases[i].one_mwh);
		assert_int_equal(bitcoin(46344512543000, miner, "110451907374649.52", SUBSIDY_2024), cases[i].whole_day);
	}
}

static void a_machine_of_any_efficiency_follows_a_listed_one(void **state)
{
	(void)state;
	static const struct {
		int64_t micro_joules_per_th;
		const char *reference;
		int64_t factor_pico;
	} cases[] = {
	    {30500000, "S19J_PRO", 1000000000000}, {98000000, "S9", 1000000000000},       {13500000, "S21_XP", 1000000000000},
	    {61000000, "S19J_PRO", 500000000000},  {12300000, "S19J_PRO", 2479674796748}, {49411765, "S19J_PRO", 617261901088},
	    {100000, "S19J_PRO", 305000000000000},
	};
	const struct miner *reference;
	int64_t factor;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(mining_custom(cases[i].micro_joules_per_th, &reference, &factor));
		assert_string_equal(reference->id, cases[i].reference);
		assert_int_equal(factor, cases[i].factor_pico);
	}
	assert_false(mining_custom(0, &reference, &factor));
	assert_false(mining_custom(-1, &reference, &factor));
}

static void a_miner_of_13_5_joules_a_terahash(void **state)
{
	(void)state;
	const struct miner custom = {.id = "CUSTOM", .hashrate_deci_th = 1000, .power_w = 1350};
	assert_int_equal(bitcoin(ONE_MWH, &custom, "152000000000000", SUBSIDY_2024), 1276483792); /* 1.27648e-3 BTC */
}

static void halving_day_halves(void **state)
{
	(void)state;
	int64_t halving = 0;
	assert_true(tm_parse_utc(SV("2024-04-20T00:09:27Z"), &halving));
	struct difficulty_epoch epoch = epoch_of("86388558925171.02");
	epoch.height = 838656;
	/* Period 3 of 2024-04-20 starts at 00:00 UTC (summer time), the next at 00:30. */
	int64_t before = difficulty_subsidy_sat(&epoch, halving - 567), after = difficulty_subsidy_sat(&epoch, halving - 567 + 1800);
	assert_int_equal(bitcoin(ONE_MWH, &miner_list[0], "86388558925171.02", before), 1988229842);
	assert_int_equal(bitcoin(ONE_MWH, &miner_list[0], "86388558925171.02", after), 994114921);
}

static void small_and_large_figures(void **state)
{
	(void)state;
	assert_int_equal(bitcoin(0, &miner_list[0], "110451907374649.52", SUBSIDY_2024), 0);
	assert_int_equal(bitcoin(123456789, &miner_list[0], "110451907374649.52", SUBSIDY_2024), 95991898);
	assert_int_equal(bitcoin(1, &miner_list[0], "1", 5000000000), 1374082487137591);
	assert_int_equal(bitcoin(1, &miner_list[0], "999999999999999999", 1), 0);
	assert_int_equal(bitcoin(ONE_MWH, &miner_list[0], "110451907374649.52", 0), 0);
}

/* A miner and a difficulty that make the quotient E × S × (9 × 5^14) ÷ 2^16 ÷ (9 × 5^14) = E × S ÷ 2^16. */
static void one_rounding_half_to_even(void **state)
{
	(void)state;
	const struct miner unit = {.id = "UNIT", .hashrate_deci_th = 1, .power_w = 1};
	assert_int_equal(bitcoin(32768, &unit, "54931640625", 1), 0);
	assert_int_equal(bitcoin(32769, &unit, "54931640625", 1), 1);
	assert_int_equal(bitcoin(3 * 32768, &unit, "54931640625", 1), 2);
	assert_int_equal(bitcoin(5 * 32768, &unit, "54931640625", 1), 2);
}

static void what_cannot_be_told_is_refused(void **state)
{
	(void)state;
	struct difficulty_epoch epoch = epoch_of("1"), none = {.units = 0};
	const struct miner dead = {.hashrate_deci_th = 1000, .power_w = 0}, odd = {.hashrate_deci_th = INT64_MAX, .power_w = 1};
	int64_t pico = 7;
	assert_false(mining_bitcoin(ONE_MWH, &miner_list[0], &none, SUBSIDY_2024, &pico));
	assert_false(mining_bitcoin(ONE_MWH, &miner_list[0], &epoch, SUBSIDY_2024, &pico)); /* past 9.2 million BTC */
	assert_false(mining_bitcoin(-1, &miner_list[0], &epoch, SUBSIDY_2024, &pico));
	assert_false(mining_bitcoin(ONE_MWH, &dead, &epoch, SUBSIDY_2024, &pico));
	assert_false(mining_bitcoin(INT64_MAX, &odd, &epoch, INT64_MAX, &pico));
	assert_int_equal(pico, 7);
}

static int64_t diluted(int64_t bitcoin_pico_btc, int64_t energy_nano_mwh, const struct miner *miner, const char *difficulty)
{
	struct difficulty_epoch epoch = epoch_of(difficulty);
	int64_t pico = -1;
	assert_true(mining_diluted(bitcoin_pico_btc, energy_nano_mwh, miner, &epoch, &pico));
	return pico;
}

/* Half an hour of 6.3 GW at the end of October 2025, a network of 1116.5 EH/s: on S21 XP 466.7 EH/s more, 42 %, which leaves × 0.705.
 * By exact fractions. */
static void a_fleet_dilutes_itself(void **state)
{
	(void)state;
	static const struct {
		const char *id;
		int64_t alone, together;
	} cases[] = {
	    {"S19J_PRO", 1734418353265, 1463638468262},
	    {"S9", 539793467087, 510405362526},
	    {"S21_XP", 3918500724042, 2763451482833},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct miner *miner = miner_find(sv_of(cases[i].id));
		assert_int_equal(bitcoin(3150 * ONE_MWH, miner, "155973032196071.94", SUBSIDY_2024), cases[i].alone);
		assert_int_equal(diluted(cases[i].alone, 3150 * ONE_MWH, miner, "155973032196071.94"), cases[i].together);
	}
	assert_int_equal(diluted(777534381, 0, &miner_list[0], "110451907374649.52"), 777534381);
}

/* A miner and energies that make H ÷ (H + h) a half and a quarter. */
static void dilution_rounds_once_half_to_even(void **state)
{
	(void)state;
	const struct miner unit = {.id = "UNIT", .hashrate_deci_th = 1, .power_w = 29296875};
	assert_int_equal(diluted(1, 1048576, &unit, "1"), 0);
	assert_int_equal(diluted(3, 1048576, &unit, "1"), 2);
	assert_int_equal(diluted(5, 1048576, &unit, "1"), 2);
	assert_int_equal(diluted(3, 3 * 1048576, &unit, "1"), 1);
	assert_int_equal(diluted(INT64_MAX, 0, &unit, "1"), INT64_MAX);
}

static void a_dilution_that_cannot_be_told_is_refused(void **state)
{
	(void)state;
	struct difficulty_epoch epoch = epoch_of("1"), none = {.units = 0}, fine = epoch_of("0.999999999999999999");
	const struct miner dead = {.hashrate_deci_th = 1000, .power_w = 0}, odd = {.hashrate_deci_th = INT64_MAX, .power_w = 1};
	int64_t pico = 7;
	assert_false(mining_diluted(1, ONE_MWH, &miner_list[0], &none, &pico));
	assert_false(mining_diluted(1, ONE_MWH, &dead, &epoch, &pico));
	assert_false(mining_diluted(-1, ONE_MWH, &miner_list[0], &epoch, &pico));
	assert_false(mining_diluted(1, -1, &miner_list[0], &epoch, &pico));
	assert_false(mining_diluted(1, INT64_MAX, &odd, &epoch, &pico));
	assert_false(mining_diluted(1, INT64_MAX, &miner_list[0], &fine, &pico));
	assert_int_equal(pico, 7);
}

static void the_value_of_bitcoin(void **state)
{
	(void)state;
	int64_t value = 0;
	/* 36.034451879280 BTC at £82,345.678901 */
	assert_true(mining_value(36034451879280, 82345678901, &value));
	assert_int_equal(value, 2967281403825);
	assert_true(mining_value(1, 500000, &value));
	assert_int_equal(value, 0);
	assert_true(mining_value(0, 82345678901, &value));
	assert_int_equal(value, 0);
	assert_false(mining_value(INT64_MAX, INT64_MAX, &value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_mwh_of_each_miner),
	    cmocka_unit_test(a_machine_of_any_efficiency_follows_a_listed_one),
	    cmocka_unit_test(a_miner_of_13_5_joules_a_terahash),
	    cmocka_unit_test(halving_day_halves),
	    cmocka_unit_test(small_and_large_figures),
	    cmocka_unit_test(one_rounding_half_to_even),
	    cmocka_unit_test(what_cannot_be_told_is_refused),
	    cmocka_unit_test(the_value_of_bitcoin),
	    cmocka_unit_test(a_fleet_dilutes_itself),
	    cmocka_unit_test(dilution_rounds_once_half_to_even),
	    cmocka_unit_test(a_dilution_that_cannot_be_told_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
