#include "core/json/jr.h"

#include "tests/unit/unit.h"

static struct json_t *parse(const char *text)
{
	struct json_t *document;
	struct err err;
	if (jr_parse(sv_of(text), 4096, &document, &err) != RC_OK)
		fail_msg("%s: %s", text, err.text);
	return document;
}

static void what_is_not_strict_json_is_refused(void **state)
{
	(void)state;
	static const char *const cases[] = {
	    "", "{", "1", "\"x\"", "{\"a\":1,\"a\":2}", "{}x", "[1,]", "{'a':1}", "[\"\xff\"]", "[\"\\u0000\"]", "{\"\\u0000\":1}",
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct json_t *document;
		struct err err;
		if (jr_parse(sv_of(cases[i]), 4096, &document, &err) != RC_DATA)
			fail_msg("%s was taken", cases[i]);
		assert_null(document);
	}
}

static void size_is_capped_before_parsing(void **state)
{
	(void)state;
	struct json_t *document;
	struct err err;
	assert_int_equal(jr_parse(SV("[1,2,3]"), 6, &document, &err), RC_DATA);
	assert_string_equal(err.text, "JSON of 7 bytes, at most 6 are read");
	assert_int_equal(jr_parse(SV("[1,2,3]"), 7, &document, &err), RC_OK);
	jr_free(document);
}

static void values_by_type(void **state)
{
	(void)state;
	struct json_t *document =
	    parse("{\"text\":\"T_SGRWO-1\",\"int\":-5,\"yes\":true,\"no\":false,\"none\":null,\"real\":1.5,\"list\":[{},1]}");
	const struct json_t *list, *item;
	const char *text;
	int64_t number;
	bool flag, known;
	struct err err;
	assert_true(jr_is_object(document) && !jr_is_array(document));
	assert_int_equal(jr_text(document, "text", &text, &err), RC_OK);
	assert_string_equal(text, "T_SGRWO-1");
	assert_int_equal(jr_int(document, "int", &number, &known, &err), RC_OK);
	assert_true(known && number == -5);
	assert_int_equal(jr_bool(document, "yes", &flag, &known, &err), RC_OK);
	assert_true(known && flag);
	assert_int_equal(jr_bool(document, "no", &flag, &known, &err), RC_OK);
	assert_true(known && !flag);
	assert_int_equal(jr_array(document, "list", &list, &err), RC_OK);
	assert_int_equal(jr_count(list), 2);
	assert_int_equal(jr_object_at(list, 0, &item, &err), RC_OK);
	assert_int_equal(jr_object_at(list, 1, &item, &err), RC_DATA);
	assert_int_equal(jr_object_at(list, 2, &item, &err), RC_DATA);
	jr_free(document);
}

static void null_and_absent_are_unknown(void **state)
{
	(void)state;
	struct json_t *document = parse("{\"none\":null}");
	static const char *const keys[] = {"none", "absent"};
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const char *text = "x";
		int64_t number;
		bool flag, known = true;
		struct err err;
		assert_int_equal(jr_text(document, keys[i], &text, &err), RC_OK);
		assert_null(text);
		assert_int_equal(jr_int(document, keys[i], &number, &known, &err), RC_OK);
		assert_false(known);
		assert_int_equal(jr_bool(document, keys[i], &flag, &known, &err), RC_OK);
		assert_false(known);
	}
	jr_free(document);
}

static void a_wrong_type_names_the_key(void **state)
{
	(void)state;
	struct json_t *document = parse("{\"text\":\"1\",\"real\":1.5,\"int\":1}");
	const struct json_t *list;
	const char *text;
	int64_t number;
	bool flag, known;
	struct err err;
	assert_int_equal(jr_text(document, "int", &text, &err), RC_DATA);
	assert_string_equal(err.text, "\"int\" must be a string or null");
	assert_int_equal(jr_int(document, "real", &number, &known, &err), RC_DATA);
	assert_int_equal(jr_int(document, "text", &number, &known, &err), RC_DATA);
	assert_int_equal(jr_bool(document, "int", &flag, &known, &err), RC_DATA);
	assert_int_equal(jr_array(document, "int", &list, &err), RC_DATA);
	assert_int_equal(jr_array(document, "absent", &list, &err), RC_DATA);
	jr_free(document);
}

static void unknown_members_are_named(void **state)
{
	(void)state;
	static const char *const allowed[] = {"from", "to", NULL};
	struct json_t *document = parse("{\"from\":\"a\",\"upto\":\"b\"}");
	struct err err;
	assert_int_equal(jr_only(document, allowed, &err), RC_DATA);
	assert_string_equal(err.text, "unknown member \"upto\"");
	jr_free(document);
	document = parse("{\"to\":1}");
	assert_int_equal(jr_only(document, allowed, &err), RC_OK);
	jr_free(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_not_strict_json_is_refused),
	    cmocka_unit_test(size_is_capped_before_parsing),
	    cmocka_unit_test(values_by_type),
	    cmocka_unit_test(null_and_absent_are_unknown),
	    cmocka_unit_test(a_wrong_type_names_the_key),
	    cmocka_unit_test(unknown_members_are_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
