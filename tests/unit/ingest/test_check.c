#include "core/ingest/check.h"

#include <string.h>

#include "tests/unit/unit.h"

static const char *ids[] = {"G_GAS-1", "T_WIND-1", "T_WIND-2"};
static bool wind[] = {false, true, true};
static const struct register_units units = {.ids = ids, .wind = wind, .n = 3};
static struct arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static struct stack_row bid(const char *id, int64_t sequence, int64_t volume_mwh)
{
	return (struct stack_row){
	    .settlement_date = 20179,
	    .settlement_period = 3,
	    .id = id,
	    .sequence_number = sequence,
	    .acceptance_id = {7, true},
	    .volume_nano_mwh = volume_mwh * 1000000000,
	    .original_price = {-50 * INT64_C(1000000000), true},
	};
}

static enum rc records_of(const struct stack_row *rows, size_t n, struct day_record **records, size_t *kept, struct check_counts *counts,
                          struct err *err)
{
	*counts = (struct check_counts){0};
	return check_records(rows, n, &units, &arena, records, kept, counts, err);
}

static void only_wind_that_lowers_output_counts(void **state)
{
	(void)state;
	const struct stack_row rows[] = {bid("T_WIND-2", 2, -4), bid("G_GAS-1", 1, -9), bid("T_WIND-1", 3, 5),
	                                 bid("2__NEW", 4, -1),   bid(NULL, 5, -1),      bid("T_WIND-1", 9, -2)};
	struct day_record *records;
	struct check_counts counts;
	struct err err;
	size_t n;
	assert_int_equal(records_of(rows, 6, &records, &n, &counts, &err), RC_OK);
	assert_int_equal(n, 2);
	assert_string_equal(records[0].row->id, "T_WIND-1");
	assert_string_equal(records[1].row->id, "T_WIND-2");
	assert_int_equal(records[1].payment_micro_gbp, 200000000);
	assert_int_equal(counts.rows, 6);
	assert_int_equal(counts.unknown_ids, 2);
}

static void ids_that_no_register_names_are_noted_by_energy(void **state)
{
	(void)state;
	const struct stack_row rows[] = {bid("2__NEW", 1, -4), bid("T_WIND-1", 2, -8), bid("2__NEW", 3, 5),
	                                 bid("2__NEW", 1, -4), bid(NULL, 4, -1),       bid("T_Ä", 5, -2)};
	struct replacement_offer *offers;
	struct check_counts counts = {0};
	struct err err;
	size_t n;
	assert_int_equal(check_offers(rows, 6, &units, &arena, &offers, &n, &counts, &err), RC_OK);
	assert_int_equal(counts.unknown_ids, 5);
	assert_int_equal(counts.n_unknown, 3);
	static const struct unknown_volume expected[] = {{"", 3, 1}, {"2__NEW", 3, 9}, {"T_??", 3, 2}};
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(counts.unknown[i].id, expected[i].id);
		assert_int_equal(counts.unknown[i].period, expected[i].period);
		assert_int_equal(counts.unknown[i].volume_nano_mwh, expected[i].volume_nano_mwh * INT64_C(1000000000));
	}
	struct stack_row huge[] = {bid("X", 1, 1), bid("X", 2, 1)};
	huge[0].volume_nano_mwh = huge[1].volume_nano_mwh = -INT64_MAX;
	assert_int_equal(check_offers(huge, 2, &units, &arena, &offers, &n, &counts, &err), RC_OK);
	assert_int_equal(counts.unknown[3].volume_nano_mwh, INT64_MAX);
}

static void a_twin_is_dropped_and_a_contradiction_refused(void **state)
{
	(void)state;
	struct stack_row rows[] = {bid("T_WIND-1", 1, -4), bid("T_WIND-1", 2, -4), bid("T_WIND-1", 1, -4)};
	struct day_record *records;
	struct check_counts counts;
	struct err err;
	size_t n;
	assert_int_equal(records_of(rows, 3, &records, &n, &counts, &err), RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(counts.duplicates, 1);
	rows[2].so_flag = STACK_FLAG_TRUE;
	assert_int_equal(records_of(rows, 3, &records, &n, &counts, &err), RC_DATA);
	assert_non_null(strstr(err.text, "identity_conflict"));
}

static void beyond_belief_is_refused(void **state)
{
	(void)state;
	struct stack_row row = bid("T_WIND-1", 1, -10001);
	struct day_record *records;
	struct check_counts counts;
	struct err err;
	size_t n;
	assert_int_equal(records_of(&row, 1, &records, &n, &counts, &err), RC_DATA);
	assert_non_null(strstr(err.text, "volume_range"));
	row = bid("T_WIND-1", 1, -1);
	row.final_price = (struct stack_decimal){100001 * INT64_C(1000000000), true};
	assert_int_equal(records_of(&row, 1, &records, &n, &counts, &err), RC_DATA);
	assert_non_null(strstr(err.text, "price_range"));
}

static void rows_of_another_half_hour_are_refused(void **state)
{
	(void)state;
	const struct stack_row row = bid("T_WIND-1", 1, -1);
	struct err err;
	assert_int_equal(check_rows(&row, 1, 20179, 3, &err), RC_OK);
	assert_int_equal(check_rows(&row, 1, 20179, 4, &err), RC_DATA);
	assert_int_equal(check_rows(&row, 1, 20180, 3, &err), RC_DATA);
}

static void the_digest_holds_figures_and_not_their_order(void **state)
{
	(void)state;
	struct stack_row rows[] = {bid("T_WIND-1", 1, -4), bid("T_WIND-2", 2, -4)};
	const struct stack_row turned[] = {rows[1], rows[0]};
	struct day_record *records;
	struct check_counts counts;
	char first[DIGEST_HEX_SIZE], second[DIGEST_HEX_SIZE];
	struct err err;
	size_t n;
	assert_int_equal(records_of(rows, 2, &records, &n, &counts, &err), RC_OK);
	assert_int_equal(check_digest(records, n, first, &err), RC_OK);
	assert_int_equal(records_of(turned, 2, &records, &n, &counts, &err), RC_OK);
	assert_int_equal(check_digest(records, n, second, &err), RC_OK);
	assert_string_equal(first, second);
	rows[0].created_utc = (struct stack_number){1743600000, true};
	assert_int_equal(records_of(rows, 2, &records, &n, &counts, &err), RC_OK);
	assert_int_equal(check_digest(records, n, second, &err), RC_OK);
	assert_string_equal(first, second);
	rows[0].final_price = (struct stack_decimal){0, true};
	assert_int_equal(records_of(rows, 2, &records, &n, &counts, &err), RC_OK);
	assert_int_equal(check_digest(records, n, second, &err), RC_OK);
	assert_string_not_equal(first, second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(only_wind_that_lowers_output_counts, setup, teardown),
	    cmocka_unit_test_setup_teardown(ids_that_no_register_names_are_noted_by_energy, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_twin_is_dropped_and_a_contradiction_refused, setup, teardown),
	    cmocka_unit_test_setup_teardown(beyond_belief_is_refused, setup, teardown),
	    cmocka_unit_test(rows_of_another_half_hour_are_refused),
	    cmocka_unit_test_setup_teardown(the_digest_holds_figures_and_not_their_order, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
