#include "core/base/tm.h"
#include "core/ingest/history_plan.h"
#include "tests/unit/unit.h"

#define DAY_S INT64_C(86400)
#define FIRST 800352
#define EXACT true
#define BY_DATE false

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

/* Epoch i starts at noon of day 14 i; by date only at midnight of the day after. */
static struct series_epoch epoch(int i, const char *difficulty, bool exact)
{
	struct series_epoch e = {.source = "test"};
	e.epoch.height = FIRST + 2016 * i;
	e.epoch.start_utc = 14 * DAY_S * i + (exact ? DAY_S / 2 : DAY_S);
	e.epoch.exact_time = exact;
	assert_true(difficulty_parse(sv_of(difficulty), &e.epoch));
	return e;
}

static enum rc make(struct history_plan *plan, const struct series_epoch *known, size_t known_n, const struct series_epoch *table,
                    size_t table_n, const struct series_epoch *given, size_t given_n, struct err *err)
{
	const struct history_list lists[HISTORY_ORIGINS] = {{known, known_n}, {table, table_n}, {given, given_n}};
	return history_plan_make(lists, &arena, plan, err);
}

static void unites_what_each_source_knows(void **state)
{
	const struct series_epoch known[] = {epoch(0, "100", EXACT), epoch(1, "110", BY_DATE), epoch(2, "120", BY_DATE)};
	const struct series_epoch table[] = {epoch(0, "100.0", EXACT), epoch(2, "120", BY_DATE)}; /* a hole at 1 */
	const struct series_epoch given[] = {epoch(1, "110.00000001", EXACT), epoch(2, "120", EXACT), epoch(3, "130", EXACT)};
	static const struct {
		bool in_table, to_complete, exact;
	} expected[] = {{true, false, true}, {false, false, true}, {true, true, true}, {false, false, true}};
	struct history_plan plan;
	struct err err = {0};
	(void)state;
	if (make(&plan, known, 3, table, 2, given, 3, &err) != RC_OK)
		fail_msg("%s", err.text);
	assert_int_equal(plan.n, COUNT_OF(expected));
	for (size_t i = 0; i < plan.n; i++) {
		assert_int_equal(plan.heights[i].entry.epoch.height, FIRST + 2016 * (int)i);
		assert_int_equal(plan.heights[i].in_table, expected[i].in_table);
		assert_int_equal(plan.heights[i].to_complete, expected[i].to_complete);
		assert_int_equal(plan.heights[i].entry.epoch.exact_time, expected[i].exact);
	}
}

static void nothing_known_is_an_empty_plan(void **state)
{
	struct history_plan plan;
	struct err err;
	(void)state;
	assert_int_equal(make(&plan, NULL, 0, NULL, 0, NULL, 0, &err), RC_OK);
	assert_int_equal(plan.n, 0);
}

static void refuses_what_contradicts(void **state)
{
	const struct series_epoch known[] = {epoch(0, "100", EXACT), epoch(1, "110", BY_DATE)};
	struct series_epoch late = epoch(1, "110", EXACT), early = epoch(2, "120", EXACT);
	late.epoch.start_utc += 5 * DAY_S;
	early.epoch.start_utc = 0;
	const struct {
		struct series_epoch given;
		const char *says;
	} cases[] = {
	    {epoch(1, "111", EXACT), "never changes"}, {late, "is known to start"},           {epoch(3, "110", EXACT), "a gap"},
	    {epoch(2, "450", EXACT), "factor 4"},      {epoch(2, "27.1", EXACT), "factor 4"}, {early, "does not start after"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct history_plan plan;
		struct err err = {0};
		assert_int_equal(make(&plan, known, 2, NULL, 0, &cases[i].given, 1, &err), RC_DATA);
		if (strstr(err.text, cases[i].says) == NULL)
			fail_msg("\"%s\" does not say %s", err.text, cases[i].says);
		assert_int_equal(make(&plan, known, 2, &cases[i].given, 1, NULL, 0, &err), RC_DATA);
	}
}

static struct difficulty_epoch row(int day, const char *difficulty)
{
	struct difficulty_epoch e = {.height = -1, .start_utc = (day + 1) * DAY_S};
	assert_true(difficulty_parse(sv_of(difficulty), &e));
	return e;
}

/* A date is mapped to the epoch that starts on it, or a day beside it; past the last by the protocol's rule: the pace tells the start. */
static void places_dates(void **state)
{
	const struct series_epoch known[] = {epoch(0, "100", EXACT), epoch(1, "100", BY_DATE), epoch(2, "100", EXACT)};
	const struct {
		int day;
		const char *difficulty;
		int64_t height; /* 0: refused */
		const char *says;
	} cases[] = {
	    {0, "100", FIRST, NULL},
	    {1, "100", FIRST, NULL},
	    {14, "100", FIRST + 2016, NULL},
	    {13, "100", FIRST + 2016, NULL},
	    {7, "100", 0, "no known epoch"},
	    {-9, "100", 0, "no known epoch"},
	    {28 + 14, "100", FIRST + 3 * 2016, NULL},
	    {28 + 10, "140", FIRST + 3 * 2016, NULL},
	    {28 + 20, "70", FIRST + 3 * 2016, NULL},
	    {28 + 28, "100", 0, "an epoch between is missing"},
	    {28 + 20, "140", 0, "an epoch between is missing"},
	};
	struct history_plan plan;
	struct err err = {0};
	(void)state;
	assert_int_equal(make(&plan, known, 3, NULL, 0, NULL, 0, &err), RC_OK);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct difficulty_epoch e = row(cases[i].day, cases[i].difficulty);
		enum rc rc = history_plan_place(&plan, &plan.heights[plan.n - 1].entry.epoch, &e, &err);
		assert_int_equal(rc, cases[i].height == 0 ? RC_DATA : RC_OK);
		if (cases[i].height != 0)
			assert_int_equal(e.height, cases[i].height);
		else if (strstr(err.text, cases[i].says) == NULL)
			fail_msg("\"%s\" does not say %s", err.text, cases[i].says);
	}
	struct difficulty_epoch beside = row(13, "100");
	assert_int_equal(history_plan_place(&plan, NULL, &beside, &err), RC_OK);
	assert_int_equal(beside.start_utc, known[1].epoch.start_utc); /* the known time stands */
	assert_false(beside.exact_time);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(unites_what_each_source_knows, setup, teardown),
	    cmocka_unit_test_setup_teardown(nothing_known_is_an_empty_plan, setup, teardown),
	    cmocka_unit_test_setup_teardown(refuses_what_contradicts, setup, teardown),
	    cmocka_unit_test_setup_teardown(places_dates, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
