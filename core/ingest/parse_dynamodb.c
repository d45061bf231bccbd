#include "core/ingest/parse_dynamodb.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/json/js.h"

#define EPOCH_BLOCKS 2016
#define DAY_S 86400
#define NETWORK "bitcoin"
#define SHOWN_MAX 60 /* bytes of a value in a message */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The value that comes next as it stands, without the colon or comma and the white space before it. */
static bool raw_value(struct js *js, struct sv *raw)
{
	const char *from = js->p;
	if (!js_skip(js))
		return false;
	while (from < js->p && (is_blank(*from) || *from == ':' || *from == ','))
		from++;
	*raw = (struct sv){from, (size_t)(js->p - from)};
	return true;
}

/* The member of an object's text, as it stands; empty where there is none. */
static struct sv member(struct sv object, const char *name)
{
	struct js js;
	struct sv raw;
	js_init(&js, object);
	if (object.n == 0 || js_next(&js) != JS_OBJECT)
		return (struct sv){0};
	while (js_next(&js) == JS_KEY) {
		bool found = sv_eq_str(js.text, name);
		if (!raw_value(&js, &raw))
			break;
		if (found)
			return raw;
	}
	return (struct sv){0};
}

/* What stands between the quotes of a string; empty for anything else. */
static struct sv text_of(struct sv raw)
{
	struct js js;
	js_init(&js, raw);
	return raw.n > 0 && js_next(&js) == JS_STRING ? js.text : (struct sv){0};
}

/* The next object of an array that js is in. */
static bool next_object(struct js *js, struct sv *raw)
{
	return raw_value(js, raw) && raw->n > 0 && raw->p[0] == '{';
}

bool parse_dynamodb_whole(struct sv body)
{
	struct js js;
	struct sv raw;
	js_init(&js, body);
	return raw_value(&js, &raw) && raw.n > 0 && raw.p[0] == '{' && js_next(&js) == JS_END;
}

struct parse_dynamodb_error parse_dynamodb_error(struct sv body)
{
	struct parse_dynamodb_error error = {text_of(member(body, "__type")), text_of(member(body, "message"))};
	const char *mark = error.type.n > 0 ? memchr(error.type.p, '#', error.type.n) : NULL;
	if (mark != NULL)
		error.type = (struct sv){mark + 1, (size_t)(error.type.p + error.type.n - mark) - 1};
	if (error.message.n == 0)
		error.message = text_of(member(body, "Message"));
	return error;
}

struct sv parse_dynamodb_unprocessed(struct sv body)
{
	struct js js;
	struct sv items = member(body, "UnprocessedItems");
	js_init(&js, items);
	bool some = items.n > 0 && js_next(&js) == JS_OBJECT && js_next(&js) == JS_KEY;
	return some ? items : (struct sv){0};
}

/* "S", "N" or "B" of a key's attribute. */
static struct sv type_of(struct sv table, struct sv name)
{
	struct js js;
	struct sv definition;
	js_init(&js, member(table, "AttributeDefinitions"));
	if (js_next(&js) != JS_ARRAY)
		return (struct sv){0};
	while (next_object(&js, &definition))
		if (sv_eq(text_of(member(definition, "AttributeName")), name))
			return text_of(member(definition, "AttributeType"));
	return (struct sv){0};
}

static const struct {
	const char *keys;
	enum parse_dynamodb_shape shape;
} shapes[] = {
    {"Network (HASH, S), Height (RANGE, N)", PARSE_DYNAMODB_BY_HEIGHT},
    {"ID (HASH, S)", PARSE_DYNAMODB_BY_ID},
};

static void read_keys(struct sv description, struct parse_dynamodb_table *table)
{
	struct js js;
	struct sv key;
	size_t used = 0;
	js_init(&js, member(description, "KeySchema"));
	table->keys[0] = '\0';
	if (js_next(&js) != JS_ARRAY)
		return;
	while (used < sizeof(table->keys) && next_object(&js, &key)) {
		struct sv name = text_of(member(key, "AttributeName")), kind = text_of(member(key, "KeyType"));
		struct sv type = type_of(description, name);
		used += (size_t)snprintf(table->keys + used, sizeof(table->keys) - used, "%s%.*s (%.*s, %.*s)", used > 0 ? ", " : "", SV_FMT(name),
		                         SV_FMT(kind), SV_FMT(type));
	}
}

enum rc parse_dynamodb_table(struct sv body, struct parse_dynamodb_table *table, struct err *err)
{
	struct sv description = member(body, "Table");
	if (description.n == 0)
		description = member(body, "TableDescription");
	struct sv status = text_of(member(description, "TableStatus"));
	if (!parse_dynamodb_whole(body) || status.n == 0)
		return err_set(err, RC_DATA, "DynamoDB does not describe the table");
	table->active = sv_eq(status, SV("ACTIVE"));
	table->shape = PARSE_DYNAMODB_OTHER;
	read_keys(description, table);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		if (strcmp(shapes[i].keys, table->keys) == 0)
			table->shape = shapes[i].shape;
	return RC_OK;
}

/* The text of attribute name, of DynamoDB's type ("S", "N"); empty where it is absent or of another type. */
static struct sv attribute(struct sv item, const char *name, const char *type)
{
	return text_of(member(member(item, name), type));
}

static enum rc wrong(const char *name, const char *must, struct sv item, struct err *err)
{
	struct sv value = member(item, name);
	return err_set(err, RC_DATA, "%s must be %s, is %.*s", name, must,
	               value.n == 0          ? 6
	               : value.n > SHOWN_MAX ? SHOWN_MAX
	                                     : (int)value.n,
	               value.n == 0 ? "absent" : value.p);
}

/* StartTime where the row has one, else the day after Date. */
static enum rc take_start(struct sv item, struct difficulty_epoch *epoch, struct err *err)
{
	struct sv time = attribute(item, "StartTime", "S");
	int32_t day;
	epoch->exact_time = time.n > 0;
	if (epoch->exact_time)
		return tm_parse_utc(time, &epoch->start_utc) ? RC_OK : wrong("StartTime", "a UTC time", item, err);
	if (!tm_parse_day(attribute(item, "Date", "S"), &day))
		return wrong("Date", "YYYY-MM-DD", item, err);
	epoch->start_utc = ((int64_t)day + 1) * DAY_S;
	return RC_OK;
}

static enum rc take_key(struct sv item, enum parse_dynamodb_shape shape, struct parse_dynamodb_row *row, struct err *err)
{
	struct difficulty_epoch *epoch = &row->entry.epoch;
	epoch->height = -1;
	if (shape == PARSE_DYNAMODB_BY_ID)
		return RC_OK;
	if (!sv_eq(attribute(item, "Network", "S"), SV(NETWORK)))
		return wrong("Network", NETWORK, item, err);
	if (!num_parse_range(attribute(item, "Height", "N"), 0, INT32_MAX, &epoch->height) || epoch->height % EPOCH_BLOCKS != 0)
		return wrong("Height", "a multiple of 2016", item, err);
	return RC_OK;
}

static enum rc take_row(struct sv item, enum parse_dynamodb_shape shape, struct arena *arena, struct parse_dynamodb_row *row,
                        struct err *err)
{
	struct sv id = attribute(item, shape == PARSE_DYNAMODB_BY_ID ? "ID" : "Height", shape == PARSE_DYNAMODB_BY_ID ? "S" : "N");
	struct sv source = attribute(item, "Source", "S");
	if (source.n > 0)
		source = js_unescape(arena, source);
	row->id = arena_dup(arena, id);
	row->entry.source = arena_dup(arena, source.n > 0 ? source : SV("DynamoDB"));
	if (row->id == NULL || row->entry.source == NULL)
		return err_set(err, RC_FAIL, "out of memory for the difficulty history");
	enum rc rc = take_key(item, shape, row, err);
	if (rc == RC_OK)
		rc = take_start(item, &row->entry.epoch, err);
	if (rc == RC_OK && !difficulty_parse(attribute(item, "Difficulty", "N"), &row->entry.epoch))
		rc = wrong("Difficulty", "a positive number of at most 18 digits", item, err);
	if (rc != RC_OK)
		(void)err_wrap(err, "row %.*s", id.n > SHOWN_MAX ? SHOWN_MAX : (int)id.n, id.p);
	return rc;
}

enum rc parse_dynamodb_page(struct sv body, enum parse_dynamodb_shape shape, struct arena *arena, struct parse_dynamodb_rows *rows,
                            struct sv *last_key, struct err *err)
{
	struct js js;
	struct sv item;
	enum rc rc = RC_OK;
	js_init(&js, member(body, "Items"));
	if (!parse_dynamodb_whole(body) || js_next(&js) != JS_ARRAY)
		return err_set(err, RC_DATA, "a page of DynamoDB without Items");
	*last_key = member(body, "LastEvaluatedKey");
	while (rc == RC_OK && next_object(&js, &item)) {
		struct parse_dynamodb_row *grown = arena_grow(arena, rows->rows, rows->n, &rows->cap, sizeof(*grown));
		if (grown == NULL)
			return err_set(err, RC_FAIL, "out of memory for the difficulty history");
		rows->rows = grown;
		rc = take_row(item, shape, arena, &grown[rows->n], err);
		rows->n += rc == RC_OK;
	}
	if (rc == RC_OK && js_next(&js) != JS_END)
		rc = err_set(err, RC_DATA, "an item of DynamoDB that is no object");
	return rc;
}
