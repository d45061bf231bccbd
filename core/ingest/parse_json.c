#include "core/ingest/parse_json.h"

#include <limits.h>
#include <string.h>

#include "core/base/dec.h"
#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/model/settlement.h"
#include "core/model/stack_row.h"

#define NANO_LIMIT INT64_C(1000000000000000000) /* numeric(18, 9) ends here */
#define SHOWN_MAX 40                            /* bytes of a refused value in a message */

enum value_state { VALUE_TAKEN, VALUE_WRONG, VALUE_NO_MEMORY };

static enum value_state taken(bool ok)
{
	return ok ? VALUE_TAKEN : VALUE_WRONG;
}

static enum value_state take_day(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	(void)arena;
	return taken(type == JS_STRING && tm_parse_day(js->text, out));
}

static enum value_state take_utc(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	(void)arena;
	return taken(type == JS_STRING && tm_parse_utc(js->text, out));
}

static enum value_state take_utc_or_null(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	struct stack_number *number = out;

	number->known = type != JS_NULL;
	return number->known ? take_utc(js, type, arena, &number->value) : VALUE_TAKEN;
}

static enum value_state take_period(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	int64_t period = 0;

	(void)arena;
	if (type != JS_NUMBER || !num_parse_range(js->text, 1, SETTLEMENT_PERIODS_MAX, &period))
		return VALUE_WRONG;
	*(int *)out = (int)period;
	return VALUE_TAKEN;
}

static enum value_state take_int(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	(void)arena;
	return taken(type == JS_NUMBER && num_parse(js->text, out));
}

static enum value_state take_int32(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	(void)arena;
	return taken(type == JS_NUMBER && num_parse_range(js->text, INT32_MIN, INT32_MAX, out));
}

static enum value_state take_int_or_null(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	struct stack_number *number = out;

	number->known = type != JS_NULL;
	return number->known ? take_int(js, type, arena, &number->value) : VALUE_TAKEN;
}

static enum value_state take_int32_or_null(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	struct stack_number *number = out;

	number->known = type != JS_NULL;
	return number->known ? take_int32(js, type, arena, &number->value) : VALUE_TAKEN;
}

static enum value_state take_flag(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	(void)js;
	(void)arena;
	if (type != JS_TRUE && type != JS_FALSE && type != JS_NULL)
		return VALUE_WRONG;
	*(enum stack_flag *)out = type == JS_NULL ? STACK_FLAG_NULL : type == JS_TRUE ? STACK_FLAG_TRUE : STACK_FLAG_FALSE;
	return VALUE_TAKEN;
}

static enum value_state take_nano(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	int64_t nano = 0;

	(void)arena;
	if (type != JS_NUMBER || !dec_parse(js->text, 9, &nano) || nano >= NANO_LIMIT || nano <= -NANO_LIMIT)
		return VALUE_WRONG;
	*(int64_t *)out = nano;
	return VALUE_TAKEN;
}

static enum value_state take_nano_or_null(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	struct stack_decimal *decimal = out;

	decimal->known = type != JS_NULL;
	return decimal->known ? take_nano(js, type, arena, &decimal->nano) : VALUE_TAKEN;
}

static enum value_state take_bytes(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	struct sv text = js->text;

	if (type != JS_STRING)
		return VALUE_WRONG;
	if (js->escaped)
		text = js_unescape(arena, text);
	*(struct sv *)out = text;
	return text.p ? VALUE_TAKEN : VALUE_NO_MEMORY;
}

/* A NUL inside would cut the text short, so it is refused. */
static enum value_state take_text(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	struct sv text = {0};
	enum value_state state = take_bytes(js, type, arena, &text);
	char *copy;

	if (state != VALUE_TAKEN)
		return state;
	if (text.n > 0 && memchr(text.p, '\0', text.n))
		return VALUE_WRONG;
	copy = arena_dup(arena, text);
	*(const char **)out = copy;
	return copy ? VALUE_TAKEN : VALUE_NO_MEMORY;
}

static enum value_state take_text_or_null(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	if (type == JS_NULL) {
		*(const char **)out = NULL;
		return VALUE_TAKEN;
	}
	return take_text(js, type, arena, out);
}

static enum value_state take_name_or_null(struct js *js, enum js_type type, struct arena *arena, void *out)
{
	int64_t number;

	if (type == JS_NUMBER) {
		if (!num_parse(js->text, &number))
			return VALUE_WRONG;
		*(const char **)out = arena_dup(arena, js->text);
		return *(const char **)out ? VALUE_TAKEN : VALUE_NO_MEMORY;
	}
	if (type == JS_STRING && js->text.n == 0)
		return VALUE_WRONG;
	return take_text_or_null(js, type, arena, out);
}

static const struct {
	enum value_state (*take)(struct js *js, enum js_type type, struct arena *arena, void *out);
	const char *wanted;
} kinds[] = {
    [PARSE_JSON_DAY] = {take_day, "a date YYYY-MM-DD"},
    [PARSE_JSON_UTC] = {take_utc, "a UTC time"},
    [PARSE_JSON_UTC_OR_NULL] = {take_utc_or_null, "a UTC time or null"},
    [PARSE_JSON_PERIOD] = {take_period, "a whole number from 1 to 50"},
    [PARSE_JSON_INT] = {take_int, "a whole number"},
    [PARSE_JSON_INT32] = {take_int32, "a whole number of 32 bits"},
    [PARSE_JSON_INT_OR_NULL] = {take_int_or_null, "a whole number or null"},
    [PARSE_JSON_INT32_OR_NULL] = {take_int32_or_null, "a whole number of 32 bits or null"},
    [PARSE_JSON_FLAG] = {take_flag, "true, false or null"},
    [PARSE_JSON_NANO] = {take_nano, "a number below 1e9"},
    [PARSE_JSON_NANO_OR_NULL] = {take_nano_or_null, "a number below 1e9 or null"},
    [PARSE_JSON_TEXT_OR_NULL] = {take_text_or_null, "a string or null"},
    [PARSE_JSON_NAME_OR_NULL] = {take_name_or_null, "a name, a whole number or null"},
    [PARSE_JSON_BYTES] = {take_bytes, "a string"},
};

static const char *shown(enum js_type type)
{
	static const char *const names[] = {
	    [JS_OBJECT] = "an object", [JS_ARRAY] = "an array", [JS_STRING] = "the string", [JS_NUMBER] = "the number",
	    [JS_TRUE] = "true",        [JS_FALSE] = "false",    [JS_NULL] = "null"};

	return names[type];
}

enum rc parse_json_broken(const struct js *js, struct err *err)
{
	(void)js_fault(js, err);
	(void)err_wrap(err, "broken JSON");
	return RC_DATA;
}

static enum rc refuse(const struct js *js, const struct parse_json_field *field, enum js_type type, struct err *err)
{
	bool quoted = type == JS_STRING || type == JS_NUMBER;
	int n = !quoted ? 0 : js->text.n > SHOWN_MAX ? SHOWN_MAX : (int)js->text.n;

	return err_set(err, RC_DATA, "%s: must be %s, is %s%s%.*s", field->name, kinds[field->type].wanted, shown(type), quoted ? " " : "", n,
	               quoted ? js->text.p : "");
}

/* Keys mostly come in the table's order, so the search starts where the last one was found. -1: not in the table. */
static int field_find(const struct parse_json_field *fields, struct sv key, int from)
{
	int i;

	for (i = from; fields[i].name; i++)
		if (sv_eq_str(key, fields[i].name))
			return i;
	for (i = 0; i < from; i++)
		if (sv_eq_str(key, fields[i].name))
			return i;
	return -1;
}

static enum rc field_take(struct js *js, const struct parse_json_field *field, struct arena *arena, char *row, struct err *err)
{
	enum js_type type = js_next(js);

	if (type == JS_ERROR)
		return parse_json_broken(js, err);
	switch (kinds[field->type].take(js, type, arena, row + field->offset)) {
	case VALUE_TAKEN:
		return RC_OK;
	case VALUE_NO_MEMORY:
		return err_set(err, RC_FAIL, "%s: no memory left for the parsed text", field->name);
	default:
		return refuse(js, field, type, err);
	}
}

static enum rc required_check(const struct parse_json_field *fields, uint32_t seen, struct err *err)
{
	for (int i = 0; fields[i].name; i++)
		if (fields[i].required && !(seen & (UINT32_C(1) << i)))
			return err_set(err, RC_DATA, "%s: missing", fields[i].name);
	return RC_OK;
}

static enum rc key_text(const struct js *js, struct arena *arena, struct sv *key, struct err *err)
{
	*key = js->escaped ? js_unescape(arena, js->text) : js->text;
	return key->p ? RC_OK : err_set(err, RC_FAIL, "no memory left for a key");
}

/* From behind the opening brace to behind the closing one. */
static enum rc members_take(struct js *js, const struct parse_json_field *fields, struct arena *arena, void *row, struct err *err)
{
	uint32_t seen = 0;
	int last = 0;
	enum js_type type;

	while ((type = js_next(js)) == JS_KEY) {
		struct sv key;
		int i;

		enum rc rc = key_text(js, arena, &key, err);
		if (rc != RC_OK)
			return rc;
		i = field_find(fields, key, last);
		if (i < 0) {
			if (!js_skip(js))
				return parse_json_broken(js, err);
			continue;
		}
		if (seen & (UINT32_C(1) << i))
			return err_set(err, RC_DATA, "%s: given twice", fields[i].name);
		rc = field_take(js, &fields[i], arena, row, err);
		if (rc != RC_OK)
			return rc;
		seen |= UINT32_C(1) << i;
		last = i;
	}
	return type == JS_OBJECT_END ? required_check(fields, seen, err) : parse_json_broken(js, err);
}

/* To the member key of the object just opened; the others before it are skipped. */
static enum rc member_seek(struct js *js, const char *key, struct err *err)
{
	enum js_type type;

	while ((type = js_next(js)) == JS_KEY) {
		if (sv_eq_str(js->text, key))
			return RC_OK;
		if (!js_skip(js))
			return parse_json_broken(js, err);
	}
	return type == JS_ERROR ? parse_json_broken(js, err) : err_set(err, RC_DATA, "the reply has no \"%s\"", key);
}

enum rc parse_json_open(struct js *js, const char *key, bool *some, struct err *err)
{
	enum js_type type;

	if (key) {
		type = js_next(js);
		if (type == JS_ERROR)
			return parse_json_broken(js, err);
		if (type != JS_OBJECT)
			return err_set(err, RC_DATA, "the reply is no JSON object");
		enum rc rc = member_seek(js, key, err);
		if (rc != RC_OK)
			return rc;
	}
	type = js_next(js);
	*some = type == JS_ARRAY;
	if (type == JS_ERROR)
		return parse_json_broken(js, err);
	if (type == JS_ARRAY || (type == JS_NULL && key))
		return RC_OK;
	return key ? err_set(err, RC_DATA, "\"%s\" is no array", key) : err_set(err, RC_DATA, "the reply is no JSON array");
}

enum rc parse_json_close(struct js *js, const char *key, struct err *err)
{
	enum js_type type;

	while (key && (type = js_next(js)) != JS_OBJECT_END) {
		if (type == JS_KEY && sv_eq_str(js->text, key))
			return err_set(err, RC_DATA, "the reply has \"%s\" twice", key);
		if (type != JS_KEY || !js_skip(js))
			return parse_json_broken(js, err);
	}
	return js_next(js) == JS_END ? RC_OK : parse_json_broken(js, err);
}

enum rc parse_json_row(struct js *js, const struct parse_json_field *fields, struct arena *arena, void *row, bool *more, struct err *err)
{
	enum js_type type = js_next(js);

	*more = type != JS_ARRAY_END;
	if (type == JS_ERROR)
		return parse_json_broken(js, err);
	if (type == JS_ARRAY_END)
		return RC_OK;
	return type == JS_OBJECT ? members_take(js, fields, arena, row, err) : err_set(err, RC_DATA, "is no object");
}

enum rc parse_json_object(struct sv text, const struct parse_json_field *fields, struct arena *arena, void *row, struct err *err)
{
	struct js js;
	enum js_type type;

	js_init(&js, text);
	type = js_next(&js);
	if (type == JS_ERROR)
		return parse_json_broken(&js, err);
	if (type != JS_OBJECT)
		return err_set(err, RC_DATA, "is no JSON object");
	enum rc rc = members_take(&js, fields, arena, row, err);
	if (rc != RC_OK)
		return rc;
	return js_next(&js) == JS_END ? RC_OK : parse_json_broken(&js, err);
}

static enum rc take_rows(struct js *js, const struct parse_json_field *fields, size_t size, struct arena *arena, void **rows, size_t *n,
                         struct err *err)
{
	size_t cap = 0;
	bool more = true;

	for (;; (*n)++) {
		void *room = arena_grow(arena, *rows, *n, &cap, size);
		enum rc rc;

		if (!room)
			return err_set(err, RC_FAIL, "no memory left for the parsed rows");
		*rows = room;
		rc = parse_json_row(js, fields, arena, (char *)room + *n * size, &more, err);
		if (rc == RC_OK && more && *n >= LIMIT_STACK_ROWS)
			return err_set(err, RC_DATA, "more than %d rows", LIMIT_STACK_ROWS);
		if (rc != RC_OK)
			return err_wrap(err, "row %zu", *n + 1);
		if (!more)
			return RC_OK;
	}
}

enum rc parse_json_rows(struct sv body, const char *key, const struct parse_json_field *fields, size_t size, struct arena *arena,
                        void **rows, size_t *n, struct err *err)
{
	struct js js;
	bool some;
	enum rc rc;

	*rows = NULL;
	*n = 0;
	js_init(&js, body);
	rc = parse_json_open(&js, key, &some, err);
	if (rc == RC_OK && some)
		rc = take_rows(&js, fields, size, arena, rows, n, err);
	return rc == RC_OK ? parse_json_close(&js, key, err) : rc;
}

bool parse_json_holds(struct sv text, const char *key)
{
	struct js js;
	struct err err;
	bool some;
	int depth;

	js_init(&js, text);
	if (parse_json_open(&js, key, &some, &err) != RC_OK)
		return false;
	for (depth = js.depth; some && js.depth >= depth;)
		if (js_next(&js) == JS_ERROR)
			return false;
	return parse_json_close(&js, key, &err) == RC_OK;
}
