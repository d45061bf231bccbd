#include "core/ingest/merge.h"

#include <string.h>

#include "core/base/tm.h"
#include "tests/unit/unit.h"

#define DAY_S INT64_C(86400)

static struct arena arena;
static struct touched touched;
static struct series_epoch *changes;
static size_t n_changes;
static struct err err;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	memset(&touched, 0, sizeof(touched));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static struct difficulty_epoch epoch(int64_t height, int32_t day, int64_t second, bool exact, const char *difficulty)
{
	struct difficulty_epoch e = {.height = height, .start_utc = day * DAY_S + second, .exact_time = exact};
	assert_true(difficulty_parse(sv_of(difficulty), &e));
	return e;
}

/* Two known epochs, the second by date only, and what a source now gives. */
static enum rc merge(const struct series_epoch *given, size_t n)
{
	int32_t day = tm_day(2025, 4, 1);
	const struct difficulty_epoch epochs[] = {epoch(2016, day - 14, 100, true, "100.5"), epoch(4032, day, 0, false, "110")};
	const struct difficulty_series known = {epochs, 2, day * DAY_S};
	return merge_epochs(&known, given, n, &arena, &changes, &n_changes, &touched, &err);
}

static void what_is_known_changes_nothing(void **state)
{
	(void)state;
	const struct series_epoch given[] = {{epoch(2016, tm_day(2025, 3, 18), 100, true, "100.50"), "x"}};
	assert_int_equal(merge(given, 1), RC_OK);
	assert_int_equal(n_changes, 0);
	assert_false(touched.any);
}

static void a_time_is_completed_and_touches_its_days(void **state)
{
	(void)state;
	const struct series_epoch given[] = {{epoch(4032, tm_day(2025, 3, 31), 60000, true, "110"), "x"}};
	assert_int_equal(merge(given, 1), RC_OK);
	assert_int_equal(n_changes, 1);
	assert_true(changes[0].epoch.exact_time);
	assert_true(touched_has(&touched, tm_day(2025, 3, 31)));
	assert_false(touched_has(&touched, tm_day(2025, 3, 30)));
	assert_false(touched_has(&touched, tm_day(2025, 4, 2)));
}

static void the_next_epoch_is_added(void **state)
{
	(void)state;
	const struct series_epoch given[] = {{epoch(6048, tm_day(2025, 4, 15), 0, true, "120"), "x"}};
	assert_int_equal(merge(given, 1), RC_OK);
	assert_int_equal(n_changes, 1);
	assert_true(touched_has(&touched, tm_day(2025, 4, 15)));
	assert_false(touched_has(&touched, tm_day(2025, 4, 14)));
}

static void what_cannot_be_is_refused(void **state)
{
	(void)state;
	const struct series_epoch wrong[] = {
	    {epoch(2016, tm_day(2025, 3, 18), 100, true, "100.6"), "a changed past epoch"},
	    {epoch(2016, tm_day(2025, 3, 18), 101, true, "100.5"), "a changed time"},
	    {epoch(4032, tm_day(2025, 4, 9), 0, true, "110"), "a time far from its date"},
	    {epoch(8064, tm_day(2025, 4, 15), 0, true, "120"), "a gap"},
	    {epoch(6048, tm_day(2025, 3, 31), 0, true, "120"), "before the one before it"},
	    {epoch(6048, tm_day(2025, 4, 15), 0, true, "440.01"), "four times and more"},
	    {epoch(6048, tm_day(2025, 4, 15), 0, true, "27.49"), "a quarter and less"},
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(merge(&wrong[i], 1), RC_DATA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_is_known_changes_nothing, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_time_is_completed_and_touches_its_days, setup, teardown),
	    cmocka_unit_test_setup_teardown(the_next_epoch_is_added, setup, teardown),
	    cmocka_unit_test_setup_teardown(what_cannot_be_is_refused, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
