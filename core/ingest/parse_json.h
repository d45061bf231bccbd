/* What the JSON parsers share: the way to the array of a reply, and objects read into structs by a table of fields. */
#ifndef WINDFALL_INGEST_PARSE_JSON_H
#define WINDFALL_INGEST_PARSE_JSON_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/json/js.h"

enum parse_json_type {                           /* JSON type → what lies at the field's offset */
	                   PARSE_JSON_DAY,           /* "YYYY-MM-DD" → int32_t */
	                   PARSE_JSON_UTC,           /* "YYYY-MM-DDTHH:MM:SSZ" → int64_t */
	                   PARSE_JSON_UTC_OR_NULL,   /* → struct stack_number */
	                   PARSE_JSON_PERIOD,        /* 1 to 50 → int */
	                   PARSE_JSON_INT,           /* → int64_t */
	                   PARSE_JSON_INT32,         /* a whole number that PostgreSQL's integer holds → int64_t */
	                   PARSE_JSON_INT_OR_NULL,   /* → struct stack_number */
	                   PARSE_JSON_INT32_OR_NULL, /* the same, as PARSE_JSON_INT32 → struct stack_number */
	                   PARSE_JSON_FLAG,          /* true, false or null → enum stack_flag */
	                   PARSE_JSON_NANO,          /* number, rounded half-even to 9 places, below 1e9 → int64_t */
	                   PARSE_JSON_NANO_OR_NULL,  /* → struct stack_decimal */
	                   PARSE_JSON_TEXT_OR_NULL,  /* → const char *, NULL for null */
	                   PARSE_JSON_NAME_OR_NULL,  /* a string that is not empty, or a whole number's digits → const char * */
	                   PARSE_JSON_BYTES,         /* string → struct sv */
};

struct parse_json_field {
	const char *name;
	enum parse_json_type type;
	size_t offset;
	bool required; /* the key must be there */
};

enum rc parse_json_broken(const struct js *js, struct err *err); /* RC_DATA with what js found wrong, and where */

/* From the start of the text into the reply's array: the top-level value itself (key NULL) or that member of the top-level object.
 * *some is false where the member is null: then the array is neither opened nor to be closed. */
enum rc parse_json_open(struct js *js, const char *key, bool *some, struct err *err) MUST_CHECK;

/* From behind the array (or its null) to the end of the text. */
enum rc parse_json_close(struct js *js, const char *key, struct err *err) MUST_CHECK;

/* The next element must be an object, read into the zeroed row by the table (ends with name NULL, at most 32 fields). *more is false where
 * the array ended instead. Unknown keys are skipped; a known key twice, a wrong type or range is RC_DATA naming the field. */
enum rc parse_json_row(struct js *js, const struct parse_json_field *fields, struct arena *arena, void *row, bool *more,
                       struct err *err) MUST_CHECK;

/* The same for a whole text that is one object. */
enum rc parse_json_object(struct sv text, const struct parse_json_field *fields, struct arena *arena, void *row,
                          struct err *err) MUST_CHECK;

/* A source's array, in that member of an envelope or (key NULL) by itself: every element read by the table into an array of structs of that size, in the arena; null and [] give
 * *n = 0. RC_DATA names the row. */
enum rc parse_json_rows(struct sv body, const char *key, const struct parse_json_field *fields, size_t size, struct arena *arena,
                        void **rows, size_t *n, struct err *err) MUST_CHECK;

/* The whole text is JSON with that array (or null, where key is given) in its place; what the array holds is not looked at. */
bool parse_json_holds(struct sv text, const char *key);

#endif
