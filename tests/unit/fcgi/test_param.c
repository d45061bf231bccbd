#include "fcgi/param.h"

#include "core/base/tm.h"
#include "tests/unit/unit.h"

static const char *color(int i)
{
	static const char *const words[] = {"red", "green", NULL};
	return words[i];
}

static const struct param key = {.id = PARAM_KEY, .type = PARAM_TEXT, .name = "id", .in_path = true, .required = true, .min = 1, .max = 8};
static const struct param from = {.id = PARAM_FROM, .type = PARAM_DATE, .name = "from", .required = true};
static const struct param to = {.id = PARAM_TO, .type = PARAM_MONTH, .name = "to"};
static const struct param interval = {.id = PARAM_INTERVAL, .type = PARAM_YEAR, .name = "year"};
static const struct param by = {.id = PARAM_BY, .type = PARAM_WORD, .name = "by", .fallback = "red", .words = color};
static const struct param limit = {.id = PARAM_LIMIT, .type = PARAM_WHOLE, .name = "limit", .fallback = "10", .min = 1, .max = 20};
static const struct param q = {.id = PARAM_Q, .type = PARAM_TEXT, .name = "q", .min = 1, .max = 5};
static const struct param cursor = {.id = PARAM_CURSOR, .type = PARAM_PAGE, .name = "cursor", .min = 1, .max = 100, .fields = "t"};
static const struct param *const table[] = {&key, &from, &to, &interval, &by, &limit, &q, &cursor, NULL};

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

static struct params read_query(struct arena *arena, const char *query)
{
	struct params params;
	struct sv values[PARAM_COUNT] = {[PARAM_KEY] = SV("a/b")};
	param_read(&params, arena, table, values, sv_of(query));
	return params;
}

static void canonical_text_fills_in_defaults_in_the_order_of_the_table(void **state)
{
	struct params params = read_query(*state, "limit=0012&q=a+%C3%A9&from=2025-04-01");
	assert_int_equal(params.n_faults, 0);
	assert_sv_equal(params.canonical, "id=a%2Fb&from=2025-04-01&by=red&limit=12&q=a%20%C3%A9");
	assert_sv_equal(params.query, "from=2025-04-01&limit=12&q=a%20%C3%A9");
	assert_int_equal(params.number[PARAM_FROM], tm_day(2025, 4, 1));
	assert_int_equal(params.number[PARAM_LIMIT], 12);
	assert_string_equal(params.text[PARAM_Q], "a \xC3\xA9");
	assert_null(params.text[PARAM_TO]);
}

static void the_same_request_has_one_canonical_text(void **state)
{
	struct params a = read_query(*state, "from=2025-04-01&by=red&to=2025-05&year=2024");
	struct params b = read_query(*state, "%79ear=2024&to=2025%2D05&from=2025-04-01&limit=10");
	assert_int_equal(a.n_faults + b.n_faults, 0);
	assert_true(sv_eq(a.canonical, b.canonical));
	assert_int_equal(a.number[PARAM_TO], tm_day(2025, 5, 1));
	assert_int_equal(a.number[PARAM_INTERVAL], tm_day(2024, 1, 1));
}

static void each_wrong_parameter_is_named(void **state)
{
	static const struct {
		const char *query, *parameter, *message;
	} cases[] = {
	    {"", "from", "is required"},
	    {"from=2025-02-30", "from", "YYYY-MM-DD"},
	    {"from=2025-4-1", "from", "YYYY-MM-DD"},
	    {"from=", "from", "YYYY-MM-DD"},
	    {"from", "from", "YYYY-MM-DD"},
	    {"from=2025-04-01&from=2025-04-01", "from", "once"},
	    {"from=2025-04-01&to=2025-13", "to", "YYYY-MM"},
	    {"from=2025-04-01&to=2025-01-01", "to", "YYYY-MM"},
	    {"from=2025-04-01&year=25", "year", "YYYY"},
	    {"from=2025-04-01&year=+2025", "year", "YYYY"},
	    {"from=2025-04-01&by=blue", "by", "red, green"},
	    {"from=2025-04-01&by=RED", "by", "red, green"},
	    {"from=2025-04-01&limit=0", "limit", "from 1 to 20"},
	    {"from=2025-04-01&limit=21", "limit", "from 1 to 20"},
	    {"from=2025-04-01&limit=1e1", "limit", "from 1 to 20"},
	    {"from=2025-04-01&limit=99999999999999999999", "limit", "from 1 to 20"},
	    {"from=2025-04-01&q=", "q", "1 to 5 bytes"},
	    {"from=2025-04-01&q=abcdef", "q", "1 to 5 bytes"},
	    {"from=2025-04-01&q=%", "q", "percent-encoded"},
	    {"from=2025-04-01&q=%4", "q", "percent-encoded"},
	    {"from=2025-04-01&q=%4g", "q", "percent-encoded"},
	    {"from=2025-04-01&q=a%00", "q", "NUL"},
	    {"from=2025-04-01&q=%ff", "q", "UTF-8"},
	    {"from=2025-04-01&q=%c0%80", "q", "UTF-8"},
	    {"from=2025-04-01&q=%ed%a0%80", "q", "UTF-8"},
	    {"from=2025-04-01&q=%e2%82", "q", "UTF-8"},
	    {"from=2025-04-01&%zz=1", "%zz", "percent-encoded"},
	    {"from=2025-04-01&", NULL, NULL},
	    {"from=2025-04-01&&by=red", "", "these are: from"},
	    {"from=2025-04-01&id=x", "id", "these are: from, to, year, by, limit, q, cursor"},
	    {"from=2025-04-01&From=2025-04-01", "From", "these are: from"},
	    {"from=2025-04-01&cursor=abc", "cursor", "meta.next"},
	    {"from=2025-04-01&cursor=%2A", "cursor", "meta.next"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct params params = read_query(*state, cases[i].query);
		if (params.n_faults != (cases[i].parameter ? 1 : 0))
			fail_msg("%s: %d faults", cases[i].query, params.n_faults);
		if (params.n_faults == 0)
			continue;
		assert_string_equal(params.faults[0].parameter, cases[i].parameter);
		if (!strstr(params.faults[0].message, cases[i].message))
			fail_msg("%s: \"%s\" has no \"%s\"", cases[i].query, params.faults[0].message, cases[i].message);
	}
}

static void faults_are_capped(void **state)
{
	struct params params = read_query(*state, "a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q1&r&s&t");
	assert_int_equal(params.n_faults, PARAM_FAULTS_MAX);
}

static void a_cursor_of_the_query_gives_its_fields(void **state)
{
	struct params first = read_query(*state, "from=2025-04-01");
	const char *text = cursor_encode(*state, first.canonical, (const char *[]){"T_A-1"}, 1);
	struct params next = read_query(*state, arena_printf(*state, "cursor=%s&from=2025-04-01&limit=10", text));
	assert_int_equal(next.n_faults, 0);
	assert_string_equal(next.after[0], "T_A-1");
	assert_true(sv_eq(next.canonical, first.canonical));
	struct params other = read_query(*state, arena_printf(*state, "cursor=%s&from=2025-04-02", text));
	assert_int_equal(other.n_faults, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(canonical_text_fills_in_defaults_in_the_order_of_the_table, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(the_same_request_has_one_canonical_text, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(each_wrong_parameter_is_named, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(faults_are_capped, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_cursor_of_the_query_gives_its_fields, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
