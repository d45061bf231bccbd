#include "core/json/jw.h"

#include "tests/unit/unit.h"

static struct buf out;

static int setup(void **state)
{
	(void)state;
	buf_init(&out, 4096);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	buf_fini(&out);
	return 0;
}

static void commas_and_nesting(void **state)
{
	(void)state;
	struct jw w;
	jw_init(&w, &out);
	jw_object(&w);
	jw_key(&w, "data");
	jw_array(&w);
	jw_int(&w, -1);
	jw_bool(&w, true);
	jw_bool(&w, false);
	jw_null(&w);
	jw_object(&w);
	jw_object_end(&w);
	jw_array(&w);
	jw_array_end(&w);
	jw_array_end(&w);
	jw_key(&w, "next");
	jw_text(&w, NULL);
	jw_key(&w, "id");
	jw_text(&w, "x");
	jw_object_end(&w);
	assert_true(jw_ok(&w));
	assert_string_equal(buf_str(&out), "{\"data\":[-1,true,false,null,{},[]],\"next\":null,\"id\":\"x\"}");
}

static void strings_are_escaped(void **state)
{
	(void)state;
	static const struct {
		struct sv text;
		const char *json;
	} cases[] = {
	    {SV("plain"), "\"plain\""},
	    {SV("a\"b\\c/"), "\"a\\\"b\\\\c/\""},
	    {SV("\n\x1f\x7f"), "\"\\u000a\\u001f\\u007f\""},
	    {SV("a\0b"), "\"a\\u0000b\""},
	    {SV("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"), "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\""},
	    {SV("\xff"), "\"\xef\xbf\xbd\""},
	    {SV("x\xc3"), "\"x\xef\xbf\xbd\""},
	    {SV("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
	    {SV("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\""},
	    {SV(""), "\"\""},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct jw w;
		buf_clear(&out);
		jw_init(&w, &out);
		jw_str(&w, cases[i].text);
		assert_true(jw_ok(&w));
		assert_sv_equal(buf_sv(&out), cases[i].json);
	}
}

static void numerics_are_checked_and_trimmed(void **state)
{
	(void)state;
	static const char *const good[][2] = {
	    {"19167.709211000", "19167.709211"},
	    {"-0.500", "-0.5"},
	    {"0.000", "0"},
	    {"100", "100"},
	    {"123456789012345678901234567890.1", "123456789012345678901234567890.1"},
	};
	static const char *const bad[] = {"NaN", "Infinity", "", "-", "1.", ".5", "1e5", "01", "1 ", "1;", "+1", "--1"};
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		struct jw w;
		buf_clear(&out);
		jw_init(&w, &out);
		jw_num(&w, good[i][0]);
		assert_true(jw_ok(&w));
		assert_sv_equal(buf_sv(&out), good[i][1]);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct jw w;
		buf_clear(&out);
		jw_init(&w, &out);
		jw_num(&w, bad[i]);
		assert_false(jw_ok(&w));
	}
	struct jw w;
	buf_clear(&out);
	jw_init(&w, &out);
	jw_num(&w, NULL);
	assert_true(jw_ok(&w));
	assert_string_equal(buf_str(&out), "null");
}

static void raw_json_takes_a_value_s_place(void **state)
{
	(void)state;
	struct jw w;
	buf_clear(&out);
	jw_init(&w, &out);
	jw_object(&w);
	jw_key(&w, "a");
	jw_raw(&w, SV("{\"b\":1}"));
	jw_key(&w, "c");
	jw_int(&w, 2);
	jw_object_end(&w);
	assert_true(jw_ok(&w));
	assert_string_equal(buf_str(&out), "{\"a\":{\"b\":1},\"c\":2}");
	buf_clear(&out);
	jw_init(&w, &out);
	jw_raw(&w, SV(""));
	assert_false(jw_ok(&w));
}

static void what_is_left_open_is_not_ok(void **state)
{
	(void)state;
	struct jw w;
	jw_init(&w, &out);
	jw_object(&w);
	assert_false(jw_ok(&w));
	jw_key(&w, "a");
	jw_object_end(&w); /* a key without its value */
	assert_false(jw_ok(&w));
	jw_init(&w, &out);
	jw_array_end(&w);
	assert_false(jw_ok(&w));
	jw_init(&w, &out);
	jw_int(&w, 1);
	jw_int(&w, 2);
	assert_false(jw_ok(&w));
}

static void too_deep_and_too_long(void **state)
{
	(void)state;
	struct jw w;
	jw_init(&w, &out);
	for (int i = 0; i < 2 * JW_DEPTH_MAX; i++)
		jw_array(&w);
	for (int i = 0; i < 2 * JW_DEPTH_MAX; i++)
		jw_array_end(&w);
	assert_false(jw_ok(&w));
	struct buf small;
	buf_init(&small, 4);
	jw_init(&w, &small);
	jw_text(&w, "too long");
	assert_false(jw_ok(&w));
	buf_fini(&small);
}

static void extreme_integers(void **state)
{
	(void)state;
	struct jw w;
	jw_init(&w, &out);
	jw_array(&w);
	jw_int(&w, INT64_MIN);
	jw_int(&w, INT64_MAX);
	jw_array_end(&w);
	assert_true(jw_ok(&w));
	assert_string_equal(buf_str(&out), "[-9223372036854775808,9223372036854775807]");
}

int main(void)
{
#define JW_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
	    JW_TEST(commas_and_nesting),
	    JW_TEST(strings_are_escaped),
	    JW_TEST(numerics_are_checked_and_trimmed),
	    JW_TEST(raw_json_takes_a_value_s_place),
	    JW_TEST(what_is_left_open_is_not_ok),
	    JW_TEST(too_deep_and_too_long),
	    JW_TEST(extreme_integers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
