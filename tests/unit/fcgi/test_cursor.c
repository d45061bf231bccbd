#include "fcgi/cursor.h"

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

static void fields_come_back_whatever_they_hold(void **state)
{
	const char *in[] = {"2025-04-01", "-12.000000001", "2025-04-01T23:30:00Z", "Party \"A\" & Söhne"}, *out[CURSOR_FIELDS_MAX];
	const char *text = cursor_encode(*state, SV("a=1"), in, 4);
	assert_non_null(text);
	assert_int_equal(strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), strlen(text));
	assert_true(cursor_decode(*state, sv_of(text), SV("a=1"), "dnut", out));
	for (int i = 0; i < 4; i++)
		assert_string_equal(out[i], in[i]);
}

static void empty_fields_and_the_last_place_are_fields(void **state)
{
	const char *in[] = {"2025-04-01", "", "", ""}, *out[CURSOR_FIELDS_MAX];
	const char *text = cursor_encode(*state, SV("q"), in, 4);
	assert_true(cursor_decode(*state, sv_of(text), SV("q"), "dnut", out));
	assert_string_equal(out[3], "");
	in[1] = "Infinity";
	text = cursor_encode(*state, SV("q"), in, 4);
	assert_true(cursor_decode(*state, sv_of(text), SV("q"), "dnut", out));
}

static void a_cursor_fits_its_own_query_and_form_alone(void **state)
{
	const char *out[CURSOR_FIELDS_MAX];
	const char *text = cursor_encode(*state, SV("a=1"), (const char *[]){"2025-04-01"}, 1);
	assert_true(cursor_decode(*state, sv_of(text), SV("a=1"), "d", out));
	assert_false(cursor_decode(*state, sv_of(text), SV("a=2"), "d", out));
	assert_false(cursor_decode(*state, sv_of(text), SV("a=1"), "dd", out));
	assert_false(cursor_decode(*state, sv_of(text), SV("a=1"), "", out));
	assert_false(cursor_decode(*state, sv_of(text), SV("a=1"), "n", out));
}

static void fields_of_another_kind_are_refused(void **state)
{
	static const struct {
		const char *form, *field;
	} cases[] = {{"d", "2025-02-30"}, {"d", ""},     {"n", "1e5"},     {"n", "1.2.3"}, {"n", "-"},
	             {"n", "infinity"},   {"n", "1'--"}, {"u", "2025-13"}, {"u", "now"},   {"x", "a"}};
	const char *out[CURSOR_FIELDS_MAX];
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *text = cursor_encode(*state, SV("a"), (const char *[]){cases[i].field}, 1);
		if (cursor_decode(*state, sv_of(text), SV("a"), cases[i].form, out))
			fail_msg("%s taken as %s", cases[i].field, cases[i].form);
	}
}

static void foreign_texts_are_refused(void **state)
{
	static const char *const cases[] = {"", "A", "AB", "====", "ZWE2NDEwZmVmYmQ4YWNlZQ", "ZWE2NDEwZmVm YmQ4", "é", "ZWE+/w"};
	const char *out[CURSOR_FIELDS_MAX];
	char long_text[1200];
	memset(long_text, 'A', sizeof long_text);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_false(cursor_decode(*state, sv_of(cases[i]), SV("a"), "t", out));
	assert_false(cursor_decode(*state, (struct sv){long_text, sizeof long_text}, SV("a"), "t", out));
}

static void a_key_too_long_gives_none(void **state)
{
	char long_field[600];
	memset(long_field, 'x', sizeof long_field - 1);
	long_field[sizeof long_field - 1] = '\0';
	assert_null(cursor_encode(*state, SV("a"), (const char *[]){long_field}, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(fields_come_back_whatever_they_hold, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(empty_fields_and_the_last_place_are_fields, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_cursor_fits_its_own_query_and_form_alone, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(fields_of_another_kind_are_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(foreign_texts_are_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_key_too_long_gives_none, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
