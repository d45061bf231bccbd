/* DynamoDB's bodies and replies, without a server. Pages are in the corpus. */
#include "core/ingest/parse_dynamodb.h"
#include "core/ingest/source/dynamodb_body.h"
#include "tests/unit/unit.h"

static void errors_are_read_behind_the_mark(void **state)
{
	static const struct {
		const char *body, *type, *message;
	} cases[] = {
	    {"{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"gone\"}", "ResourceNotFoundException",
	     "gone"},
	    {"{\"__type\":\"com.amazon.coral.service#ExpiredTokenException\",\"Message\":\"old\"}", "ExpiredTokenException", "old"},
	    {"{\"__type\":\"ThrottlingException\"}", "ThrottlingException", ""},
	    {"{\"message\":\"x\"}", "", "x"},
	    {"<html>", "", ""},
	    {"", "", ""},
	    {"[]", "", ""},
	    {"{\"__type\":5}", "", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct parse_dynamodb_error error = parse_dynamodb_error(sv_of(cases[i].body));
		assert_sv_equal(error.type, cases[i].type);
		assert_sv_equal(error.message, cases[i].message);
	}
}

#define KEY(name, kind) "{\"AttributeName\":\"" name "\",\"KeyType\":\"" kind "\"}"
#define TYPE(name, type) "{\"AttributeName\":\"" name "\",\"AttributeType\":\"" type "\"}"
#define TABLE(status, keys, types)                                                                                                         \
	"{\"Table\":{\"TableStatus\":\"" status "\",\"KeySchema\":[" keys "],\"AttributeDefinitions\":[" types "]}}"

static void tables_are_told_apart_by_their_keys(void **state)
{
	static const struct {
		const char *body;
		bool active;
		enum parse_dynamodb_shape shape;
		const char *keys;
	} cases[] = {
	    {TABLE("ACTIVE", KEY("Network", "HASH") "," KEY("Height", "RANGE"), TYPE("Height", "N") "," TYPE("Network", "S")), true,
	     PARSE_DYNAMODB_BY_HEIGHT, "Network (HASH, S), Height (RANGE, N)"},
	    {TABLE("CREATING", KEY("ID", "HASH"), TYPE("ID", "S")), false, PARSE_DYNAMODB_BY_ID, "ID (HASH, S)"},
	    {TABLE("ACTIVE", KEY("ID", "HASH"), TYPE("ID", "N")), true, PARSE_DYNAMODB_OTHER, "ID (HASH, N)"},
	    {TABLE("ACTIVE", KEY("Network", "HASH"), TYPE("Network", "S")), true, PARSE_DYNAMODB_OTHER, "Network (HASH, S)"},
	};
	struct parse_dynamodb_table table;
	struct err err;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(parse_dynamodb_table(sv_of(cases[i].body), &table, &err), RC_OK);
		assert_int_equal(table.active, cases[i].active);
		assert_int_equal(table.shape, cases[i].shape);
		assert_string_equal(table.keys, cases[i].keys);
	}
	assert_int_equal(parse_dynamodb_table(SV("{\"Table\":{}}"), &table, &err), RC_DATA);
	assert_int_equal(parse_dynamodb_table(SV("{\"Table\":{\"TableStatus\":\"ACTIVE\"}"), &table, &err), RC_DATA);
}

static void what_was_left_over_goes_again(void **state)
{
	struct buf out;
	(void)state;
	assert_int_equal(parse_dynamodb_unprocessed(SV("{\"UnprocessedItems\":{}}")).n, 0);
	assert_int_equal(parse_dynamodb_unprocessed(SV("{}")).n, 0);
	buf_init(&out, 4096);
	dynamodb_body_rest(&out, parse_dynamodb_unprocessed(SV("{\"UnprocessedItems\": {\"t\":[{\"PutRequest\":{}}]} }")));
	assert_string_equal(buf_str(&out), "{\"RequestItems\":{\"t\":[{\"PutRequest\":{}}]}}");
	buf_fini(&out);
}

static void bodies_say_what_is_meant(void **state)
{
	struct series_epoch epoch = {.epoch = {.height = 889056, .start_utc = 1743984000}, .source = "a \"source\""};
	struct buf out;
	(void)state;
	buf_init(&out, 4096);
	assert_true(difficulty_parse(SV("113757508810854.5"), &epoch.epoch));
	dynamodb_body_put(&out, "t-1", &epoch, "Height"); /* 2025-04-07T00:00:00Z, by date: of the day before */
	assert_string_equal(
	    buf_str(&out),
	    "{\"TableName\":\"t-1\",\"Item\":{\"Network\":{\"S\":\"bitcoin\"},\"Height\":{\"N\":\"889056\"},\"Date\":{\"S\":\"2025-04-06\"},"
	    "\"Difficulty\":{\"N\":\"113757508810854.5\"},\"Source\":{\"S\":\"a \\\"source\\\"\"}},"
	    "\"ConditionExpression\":\"attribute_not_exists(#absent)\",\"ExpressionAttributeNames\":{\"#absent\":\"Height\"}}");
	epoch.epoch.exact_time = true;
	dynamodb_body_batch(&out, "t-1", &epoch, 1);
	assert_non_null(strstr(buf_str(&out), "\"Date\":{\"S\":\"2025-04-07\"},\"StartTime\":{\"S\":\"2025-04-07T00:00:00Z\"}"));
	dynamodb_body_page(&out, "t-1", true, SV("{\"Height\":{\"N\":\"2016\"}}"));
	assert_non_null(strstr(buf_str(&out), "\"ConsistentRead\":true"));
	assert_non_null(strstr(buf_str(&out), "\"ExclusiveStartKey\":{\"Height\":{\"N\":\"2016\"}}}"));
	dynamodb_body_page(&out, "t-1", false, SV(""));
	assert_string_equal(buf_str(&out), "{\"TableName\":\"t-1\",\"ConsistentRead\":true}");
	buf_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(errors_are_read_behind_the_mark),
	    cmocka_unit_test(tables_are_told_apart_by_their_keys),
	    cmocka_unit_test(what_was_left_over_goes_again),
	    cmocka_unit_test(bodies_say_what_is_meant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
