#include "fcgi/route.h"

#include "fcgi/accept.h"
#include "tests/unit/unit.h"

static int set_up(void **state)
{
	static struct arena arena;
	arena_init(&arena, 1 << 20);
	*state = &arena;
	return 0;
}

static int tear_down(void **state)
{
	arena_fini(*state);
	return 0;
}

static void paths_find_their_route(void **state)
{
	static const struct {
		const char *path, *route, *key;
		enum accept_form form;
	} cases[] = {
	    {"/api/v1/status", "/api/v1/status", NULL, ACCEPT_NONE},
	    {"/api/v1/%73tatus", "/api/v1/status", NULL, ACCEPT_NONE},
	    {"/api/v1/summaries/daily", "/api/v1/summaries/daily", NULL, ACCEPT_NONE},
	    {"/api/v1/summaries/daily.csv", "/api/v1/summaries/daily", NULL, ACCEPT_CSV},
	    {"/api/v1/summaries/daily/2025-04-01", "/api/v1/summaries/daily/{date}", "2025-04-01", ACCEPT_NONE},
	    {"/api/v1/summaries/daily/2025-04-01.csv", "/api/v1/summaries/daily/{date}", "2025-04-01.csv", ACCEPT_NONE},
	    {"/api/v1/curtailment.csv", "/api/v1/curtailment", NULL, ACCEPT_CSV},
	    {"/api/v1/records.ndjson", "/api/v1/records", NULL, ACCEPT_NDJSON},
	    {"/api/v1/records.csv", "/api/v1/records", NULL, ACCEPT_CSV},
	    {"/api/v1/mining.ndjson", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1/farms/E_A%2FB+C", "/api/v1/farms/{id}", "E_A/B+C", ACCEPT_NONE},
	    {"/api/v1/farms/%ff", "/api/v1/farms/{id}", "", ACCEPT_NONE},
	    {"/healthz", "/healthz", NULL, ACCEPT_NONE},
	    {"/api/v1/status.csv", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1/miners/S9", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1/farms/", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1/farms/a/b", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1//status", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1/status/", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1/stat%", NULL, NULL, ACCEPT_NONE},
	    {"api/v1/status", NULL, NULL, ACCEPT_NONE},
	    {"/api/v1", NULL, NULL, ACCEPT_NONE},
	    {"/", NULL, NULL, ACCEPT_NONE},
	    {"", NULL, NULL, ACCEPT_NONE},
	    {".csv", NULL, NULL, ACCEPT_NONE},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sv values[PARAM_COUNT] = {0};
		enum accept_form form = ACCEPT_NONE;
		const struct route *route = route_find(*state, sv_of(cases[i].path), values, &form);
		if (!route || !cases[i].route) {
			if (route || cases[i].route)
				fail_msg("%s: %s", cases[i].path, route ? route->path : "no route");
			continue;
		}
		assert_string_equal(route->path, cases[i].route);
		assert_int_equal(form, cases[i].form);
		assert_sv_equal(values[PARAM_KEY], cases[i].key ? cases[i].key : "");
	}
}

static void every_path_parameter_and_default_is_sound(void **state)
{
	for (const struct route *route = route_table_rows; route->path; route++) {
		int keys = 0;
		for (const struct param *const *p = route->params; *p; p++) {
			struct params params;
			struct sv values[PARAM_COUNT] = {0};
			const struct param *const only[] = {*p, NULL};
			keys += (*p)->in_path;
			if ((*p)->required || !(*p)->fallback)
				continue;
			param_read(&params, *state, only, values, SV(""));
			assert_int_equal(params.n_faults, 0);
		}
		assert_int_equal(keys, strchr(route->path, '{') != NULL);
	}
}

static void ranges_are_ordered_and_limited(void **state)
{
	static const struct {
		const char *path, *query, *fault;
	} cases[] = {
	    {"/api/v1/summaries/daily", "from=2024-01-01&to=2025-01-01", NULL},
	    {"/api/v1/summaries/daily", "from=2024-01-01&to=2025-01-02", "to"},
	    {"/api/v1/summaries/daily", "from=2024-01-02&to=2024-01-01", "from"},
	    {"/api/v1/summaries/monthly", "from=2015-01&to=2024-12", NULL},
	    {"/api/v1/summaries/monthly", "from=2015-01&to=2025-01", "to"},
	    {"/api/v1/summaries/yearly", "from=2001&to=2050", NULL},
	    {"/api/v1/summaries/yearly", "from=2001&to=2051", "to"},
	    {"/api/v1/curtailment", "from=2025-03-01&to=2025-03-31&interval=half_hour", NULL},
	    {"/api/v1/curtailment", "from=2025-03-01&to=2025-04-01&interval=half_hour", "to"},
	    {"/api/v1/curtailment", "from=2025-03-01&to=2025-03-07&interval=hour&by=farm", NULL},
	    {"/api/v1/curtailment", "from=2025-03-01&to=2025-03-08&interval=hour&by=farm", "to"},
	    {"/api/v1/curtailment", "from=2025-03-01&to=2025-03-08&interval=hour&lead_party=A", "to"},
	    {"/api/v1/mining", "from=2025-03-01&to=2025-03-08&interval=half_hour&farm=A", "to"},
	    {"/api/v1/mining", "from=2016-01-01&to=2026-01-07", NULL},
	    {"/api/v1/mining", "from=2016-01-01&to=2026-01-08", "to"},
	    {"/api/v1/mining", "from=2024-01-01&to=2024-12-31&by=farm", NULL},
	    {"/api/v1/mining", "from=2024-01-01&to=2025-01-01&by=farm", "to"},
	    {"/api/v1/mining", "from=2024-01-01&to=2025-01-01&by=farm&interval=month", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sv values[PARAM_COUNT] = {0};
		struct params params;
		enum accept_form form;
		const struct route *route = route_find(*state, sv_of(cases[i].path), values, &form);
		param_read(&params, *state, route->params, values, sv_of(cases[i].query));
		assert_int_equal(params.n_faults, 0);
		route->check(&params);
		if (params.n_faults != (cases[i].fault != NULL))
			fail_msg("%s?%s: %d faults", cases[i].path, cases[i].query, params.n_faults);
		if (cases[i].fault)
			assert_string_equal(params.faults[0].parameter, cases[i].fault);
	}
}

static void entity_tags_are_compared_weakly(void **state)
{
	static const struct {
		const char *field;
		bool matches;
	} cases[] = {
	    {"", false},
	    {"*", true},
	    {"\"abc\"", true},
	    {"W/\"abc\"", true},
	    {"\"ab\"", false},
	    {"abc", false},
	    {"\"a\",\"abc\"", true},
	    {"\"a\" , W/\"abc\"", true},
	    {"\"a,\", \"abc\"", true},
	    {"\"abc", false},
	    {"w/\"abc\"", false},
	    {"\"a\"", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (reply_matches(sv_of(cases[i].field), SV("abc")) != cases[i].matches)
			fail_msg("%s", cases[i].field);
	}
}

static void the_better_form_is_chosen(void **state)
{
	static const struct {
		const char *field;
		enum accept_form last, form;
	} cases[] = {
	    {"", ACCEPT_CSV, ACCEPT_JSON},
	    {"*/*", ACCEPT_CSV, ACCEPT_JSON},
	    {"text/csv", ACCEPT_CSV, ACCEPT_CSV},
	    {"text/csv", ACCEPT_JSON, ACCEPT_NONE},
	    {"text/*", ACCEPT_CSV, ACCEPT_CSV},
	    {"TEXT/CSV ; q=0.5, application/json;q=0.4", ACCEPT_CSV, ACCEPT_CSV},
	    {"text/csv;q=0.5, application/*;q=0.5", ACCEPT_CSV, ACCEPT_JSON},
	    {"text/csv, */*;q=0.1", ACCEPT_CSV, ACCEPT_CSV},
	    {"application/json;q=0, */*", ACCEPT_CSV, ACCEPT_CSV},
	    {"application/json;q=0, */*", ACCEPT_JSON, ACCEPT_NONE},
	    {"text/html", ACCEPT_CSV, ACCEPT_NONE},
	    {"text/html,application/xhtml+xml,*/*;q=0.8", ACCEPT_CSV, ACCEPT_JSON},
	    {"text/csv;q=0", ACCEPT_CSV, ACCEPT_NONE},
	    {"application/x-ndjson", ACCEPT_NDJSON, ACCEPT_NDJSON},
	    {"application/x-ndjson", ACCEPT_CSV, ACCEPT_NONE},
	    {"application/*", ACCEPT_NDJSON, ACCEPT_JSON},
	    {"application/x-ndjson, text/csv;q=0.9, */*;q=0.1", ACCEPT_NDJSON, ACCEPT_NDJSON},
	    {"application/x-ndjson, text/csv;q=0.9, */*;q=0.1", ACCEPT_CSV, ACCEPT_CSV},
	    {";q=1,,", ACCEPT_CSV, ACCEPT_NONE},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (accept_choose(sv_of(cases[i].field), cases[i].last) != cases[i].form)
			fail_msg("%s", cases[i].field);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(paths_find_their_route, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(every_path_parameter_and_default_is_sound, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(ranges_are_ordered_and_limited, set_up, tear_down),
	    cmocka_unit_test(entity_tags_are_compared_weakly),
	    cmocka_unit_test(the_better_form_is_chosen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
