#include "core/json/js.h"

#include "tests/unit/unit.h"

/* The tokens of a text, one letter each: { } [ ] k s n t f 0 . (end) ! (error). */
static const char *tokens(struct js *js, char out[256])
{
	static const char letters[] = "!.{}[]ksntf0";
	size_t n = 0;
	enum js_type type;
	do {
		type = js_next(js);
		out[n++] = letters[type];
	} while (type != JS_END && type != JS_ERROR && n < 255);
	out[n] = '\0';
	return out;
}

static void valid_texts(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"{}", "{}."},
	    {" [ ] ", "[]."},
	    {"null", "0."},
	    {"\t\r\n true", "t."},
	    {"{\"a\":1,\"b\":[true,false,null,\"x\"],\"c\":{}}", "{knk[tf0s]k{}}."},
	    {"[[],[[]],{}]", "[[][[]]{}]."},
	    {"[0,-0,-1.5,1e9,1E-9,1.0e+10,12345678901234567890.12345678901234567890]", "[nnnnnnn]."},
	    {"\"\"", "s."},
	    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"", "s."},
	    {"\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"", "s."},
	    {"\"a long string of plain text, then \\n an escape and more of it\"", "s."},
	    {"{\"a\" : 1 , \"b\" : 2 }", "{knkn}."},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct js js;
		char got[256];
		js_init(&js, sv_of(cases[i][0]));
		if (strcmp(tokens(&js, got), cases[i][1]) != 0)
			fail_msg("%s gave %s (%s)", cases[i][0], got, js.fault == NULL ? "" : js.fault);
	}
}

static const char *const invalid[] = {
    "",
    " ",
    "{",
    "[",
    "\"",
    "\"abc",
    "\"abcdefghijk",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{a:1}",
    "{1:1}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1}",
    "{\"a\":1]",
    "]",
    "}",
    "1 2",
    "{}{}",
    "[]]",
    "nul",
    "nulll",
    "True",
    "tru",
    "01",
    "-",
    "-a",
    "+1",
    "1.",
    ".5",
    "1.e1",
    "1e",
    "1e+",
    "--1",
    "0x1",
    "1a",
    "NaN",
    "Infinity",
    "\"\\x\"",
    "\"\\",
    "\"\\u12\"",
    "\"\\u12g4\"",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"",
    "\"\\ud800x\"",
    "\"a\nb\"",
    "\"\x01\"",
    "\"\x80\"",
    "\"\xc0\xaf\"",
    "\"\xc3\"",
    "\"\xed\xa0\x80\"",
    "\"\xf4\x90\x80\x80\"",
    "\"\xe0\x80\x80\"",
    "\"\xf0\x80\x80\x80\"",
    "\"\xff\"",
    "'a'",
    "// x\n1",
    "\xef\xbb\xbf{}",
    "[1,2",
    "{\"a\":tru}",
};

static void invalid_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(invalid); i++) {
		struct js js;
		char got[256];
		js_init(&js, sv_of(invalid[i]));
		size_t n = strlen(tokens(&js, got));
		if (got[n - 1] != '!')
			fail_msg("%s was taken as %s", invalid[i], got);
		assert_non_null(js.fault);
		assert_int_equal(js_next(&js), JS_ERROR);
	}
}

static void a_nul_byte_is_no_space(void **state)
{
	(void)state;
	static const struct sv cases[] = {{"1\0", 2}, {"\0", 1}, {"[1\0]", 4}, {"\"a\0b\"", 5}, {"\"\\\0\"", 4}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct js js;
		char got[256];
		js_init(&js, cases[i]);
		size_t n = strlen(tokens(&js, got));
		assert_int_equal(got[n - 1], '!');
	}
}

static void every_cut_of_a_text_is_an_error(void **state)
{
	(void)state;
	static const char text[] = "{\"k\\n\":[1.25e-3,\"\xe2\x82\xac\\ud83d\\ude00\",true,null,{\"abcdefghijkl\":false}]}";
	for (size_t n = 0; n < sizeof(text) - 1; n++) {
		struct js js;
		char got[256], copy[sizeof(text)];
		memcpy(copy, text, n);
		js_init(&js, (struct sv){copy, n});
		size_t last = strlen(tokens(&js, got)) - 1;
		assert_int_equal(got[last], '!');
	}
}

static void depth_is_capped(void **state)
{
	(void)state;
	char text[2 * LIMIT_JSON_DEPTH + 3];
	for (size_t depth = LIMIT_JSON_DEPTH; depth <= LIMIT_JSON_DEPTH + 1; depth++) {
		struct js js;
		char got[256];
		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		js_init(&js, (struct sv){text, 2 * depth});
		size_t last = strlen(tokens(&js, got)) - 1;
		assert_int_equal(got[last], depth == LIMIT_JSON_DEPTH ? '.' : '!');
	}
}

static void texts_are_slices(void **state)
{
	(void)state;
	struct js js;
	js_init(&js, SV("{ \"id\" : \"T_SGRWO-1\", \"v\\u0031\": -36.799999999999997 }"));
	assert_int_equal(js_next(&js), JS_OBJECT);
	assert_int_equal(js_next(&js), JS_KEY);
	assert_sv_equal(js.text, "id");
	assert_int_equal(js_next(&js), JS_STRING);
	assert_sv_equal(js.text, "T_SGRWO-1");
	assert_false(js.escaped);
	assert_int_equal(js_next(&js), JS_KEY);
	assert_true(js.escaped);
	assert_int_equal(js_next(&js), JS_NUMBER);
	assert_sv_equal(js.text, "-36.799999999999997");
	assert_int_equal(js_next(&js), JS_OBJECT_END);
	assert_int_equal(js_next(&js), JS_END);
	assert_int_equal(js_next(&js), JS_END);
}

static void strings_of_every_length_around_a_word(void **state)
{
	(void)state;
	for (size_t n = 0; n < 40; n++)
		for (size_t pad = 0; pad < 9; pad++) {
			char text[64];
			struct js js;
			memset(text, ' ', sizeof(text));
			text[pad] = '"';
			memset(text + pad + 1, 'x', n);
			text[pad + 1 + n] = '"';
			js_init(&js, (struct sv){text, pad + n + 2});
			assert_int_equal(js_next(&js), JS_STRING);
			assert_int_equal(js.text.n, n);
			assert_int_equal(js_next(&js), JS_END);
		}
}

static void skip_goes_over_one_value(void **state)
{
	(void)state;
	struct js js;
	js_init(&js, SV("{\"a\":[1,{\"b\":[]}],\"c\":\"x\",\"d\":2}"));
	assert_int_equal(js_next(&js), JS_OBJECT);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(js_next(&js), JS_KEY);
		assert_true(js_skip(&js));
	}
	assert_int_equal(js_next(&js), JS_OBJECT_END);
	assert_false(js_skip(&js));
	js_init(&js, SV("[1,[2}]"));
	assert_int_equal(js_next(&js), JS_ARRAY);
	assert_true(js_skip(&js));
	assert_false(js_skip(&js));
	js_init(&js, SV("[]"));
	assert_int_equal(js_next(&js), JS_ARRAY);
	assert_false(js_skip(&js)); /* no value comes */
}

static void unescaping(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"plain", "plain"},
	    {"\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t"},
	    {"\\u0041\\u00e9\\u20AC", "A\xc3\xa9\xe2\x82\xac"},
	    {"<\\ud83d\\ude00>", "<\xf0\x9f\x98\x80>"},
	    {"", ""},
	};
	struct arena a;
	arena_init(&a, 200);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_sv_equal(js_unescape(&a, sv_of(cases[i][0])), cases[i][1]);
	char big[300] = {'x'};
	assert_null(js_unescape(&a, (struct sv){big, sizeof(big)}).p);
	arena_fini(&a);
}

static void a_fault_has_line_and_column(void **state)
{
	(void)state;
	struct js js;
	struct err err;
	char got[256];
	js_init(&js, SV("{\"a\": 1,\n  \"b\": x}"));
	(void)tokens(&js, got);
	assert_int_equal(js_fault(&js, &err), RC_DATA);
	assert_string_equal(err.text, "not a number at line 2, column 8");
	js_init(&js, SV("{}"));
	assert_int_equal(js_fault(&js, &err), RC_DATA);
	assert_string_equal(err.text, "not the JSON expected at line 1, column 1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(valid_texts),
	    cmocka_unit_test(invalid_texts),
	    cmocka_unit_test(a_nul_byte_is_no_space),
	    cmocka_unit_test(every_cut_of_a_text_is_an_error),
	    cmocka_unit_test(depth_is_capped),
	    cmocka_unit_test(texts_are_slices),
	    cmocka_unit_test(strings_of_every_length_around_a_word),
	    cmocka_unit_test(skip_goes_over_one_value),
	    cmocka_unit_test(unescaping),
	    cmocka_unit_test(a_fault_has_line_and_column),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
