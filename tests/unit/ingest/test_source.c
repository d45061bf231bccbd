#include "core/base/tm.h"
#include "core/ingest/source/elexon.h"
#include "core/ingest/source/mempool.h"
#include "tests/unit/unit.h"

static void names_the_path_of_a_stack(void **state)
{
	char path[ELEXON_PATH_MAX];

	(void)state;
	elexon_stack_path(path, STACK_BID, tm_day(2025, 4, 1), 1);
	assert_string_equal(path, "/bmrs/api/v1/balancing/settlement/stack/all/bid/2025-04-01/1");
	elexon_stack_path(path, STACK_OFFER, tm_day(2025, 10, 26), 50);
	assert_string_equal(path, "/bmrs/api/v1/balancing/settlement/stack/all/offer/2025-10-26/50");
	elexon_day_path(path, ELEXON_OFFER, tm_day(2025, 10, 26), 50);
	assert_string_equal(path, "/bmrs/api/v1/balancing/settlement/stack/all/offer/2025-10-26/50");
	elexon_day_path(path, ELEXON_WIND, tm_day(2025, 3, 30), 0); /* 23 hours */
	assert_string_equal(path, "/bmrs/api/v1/generation/actual/per-type/wind-and-solar?from=2025-03-30T00:00Z&to=2025-03-30T23:00Z");
	elexon_day_path(path, ELEXON_SYSTEM_PRICES, tm_day(2025, 3, 30), 0);
	assert_string_equal(path, "/bmrs/api/v1/balancing/settlement/system-prices/2025-03-30");
}

static void asks_for_the_notifications_of_as_many_units_as_an_address_holds(void **state)
{
	static const char prefix[] =
	    "/bmrs/api/v1/datasets/PN/stream?from=2025-03-30&settlementPeriodFrom=1&to=2025-03-30&settlementPeriodTo=46";
	char path[ELEXON_NOTIFICATIONS_PATH_MAX], id[200][16];
	const char *units[200];
	size_t next = 0, paths = 0, named = 0;
	struct sv rest, unit;
	(void)state;
	for (int i = 0; i < 200; i++) {
		(void)snprintf(id[i], sizeof(id[i]), i == 7 ? "T_B&D-%d" : "T_WIND-%d", i);
		units[i] = id[i];
	}
	while (elexon_notifications_path(path, tm_day(2025, 3, 30), units, COUNT_OF(units), &next)) {
		rest = sv_of(path);
		assert_true(sv_starts(rest, sv_of(prefix)));
		for (paths++; elexon_next_unit(&rest, &unit); named += named == 6 ? 2 : 1)
			assert_true(sv_eq_str(unit, units[named]));
	}
	assert_int_equal(named, 200);
	assert_int_equal(paths, 3);
}

static void puts_an_elexon_path_under_a_base(void **state)
{
	static const struct {
		const char *base, *url;
	} cases[] = {
	    {"https://data.elexon.co.uk/bmrs/api/v1", "https://data.elexon.co.uk/bmrs/api/v1/reference/bmunits/all"},
	    {"https://data.elexon.co.uk/bmrs/api/v1/", "https://data.elexon.co.uk/bmrs/api/v1/reference/bmunits/all"},
	    {"https://data.elexon.co.uk", "https://data.elexon.co.uk/bmrs/api/v1/reference/bmunits/all"},
	    {"http://127.0.0.1:4010/", "http://127.0.0.1:4010/bmrs/api/v1/reference/bmunits/all"},
	    {"http://[::1]:4010", "http://[::1]:4010/bmrs/api/v1/reference/bmunits/all"},
	    {"http://127.0.0.1:4010/elexon", "http://127.0.0.1:4010/elexon/reference/bmunits/all"},
	};
	char url[ELEXON_URL_MAX], longest[ELEXON_URL_MAX + 64];
	struct err err;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(elexon_url(url, cases[i].base, ELEXON_REGISTER_PATH, &err), RC_OK);
		assert_string_equal(url, cases[i].url);
	}
	(void)snprintf(longest, sizeof(longest), "https://%0*d", ELEXON_URL_MAX, 1);
	assert_int_equal(elexon_url(url, longest, ELEXON_REGISTER_PATH, &err), RC_CONFIG);
}

static void names_the_addresses_of_mempool(void **state)
{
	static const char *const bases[] = {"https://mempool.space", "https://mempool.space/", "https://mempool.space/api/v1",
	                                    "https://mempool.space/api/v1/"};
	char url[MEMPOOL_URL_MAX];
	struct arena arena;
	struct err err;

	(void)state;
	arena_init(&arena, 4096);
	for (size_t i = 0; i < COUNT_OF(bases); i++) {
		assert_int_equal(mempool_difficulty_url(url, bases[i], &err), RC_OK);
		assert_string_equal(url, "https://mempool.space/api/v1/mining/difficulty-adjustments");
		assert_string_equal(mempool_name(bases[i], &arena), "mempool.space");
		assert_int_equal(mempool_price_url(url, bases[i], "USD", 1737072000, &err), RC_OK);
		assert_string_equal(url, "https://mempool.space/api/v1/historical-price?currency=USD&timestamp=1737072000");
	}
	assert_string_equal(mempool_name("http://127.0.0.1:4010/", &arena), "127.0.0.1:4010");
	arena_fini(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_the_path_of_a_stack),
	    cmocka_unit_test(asks_for_the_notifications_of_as_many_units_as_an_address_holds),
	    cmocka_unit_test(puts_an_elexon_path_under_a_base),
	    cmocka_unit_test(names_the_addresses_of_mempool),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
