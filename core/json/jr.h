/* A strict reader of small JSON documents without exact numbers (the register of BM units, bodies of requests), over jansson:
 * duplicate names are refused, size is capped before parsing, and each value is asked for by its type. */
#ifndef WINDFALL_JSON_JR_H
#define WINDFALL_JSON_JR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/sv.h"

struct json_t; /* jansson's; borrowed from the document but for what jr_parse gives */

/* The document; the caller frees it. RC_DATA where it is too large, not JSON, or neither object nor array. */
enum rc jr_parse(struct sv text, size_t max_bytes, struct json_t **document, struct err *err) MUST_CHECK;
void jr_free(struct json_t *document);

bool jr_is_object(const struct json_t *value);
bool jr_is_array(const struct json_t *value);
size_t jr_count(const struct json_t *array); /* 0 for anything else */

/* The item, which must be an object: RC_DATA naming the index. */
enum rc jr_object_at(const struct json_t *array, size_t index, const struct json_t **object, struct err *err) MUST_CHECK;

/* The array under key: RC_DATA where it is absent or of another type. */
enum rc jr_array(const struct json_t *object, const char *key, const struct json_t **array, struct err *err) MUST_CHECK;

/* Where key is absent or null: text NULL, known false. RC_DATA where it is of another type. */
enum rc jr_text(const struct json_t *object, const char *key, const char **text, struct err *err) MUST_CHECK;
enum rc jr_int(const struct json_t *object, const char *key, int64_t *value, bool *known, struct err *err) MUST_CHECK;
enum rc jr_bool(const struct json_t *object, const char *key, bool *value, bool *known, struct err *err) MUST_CHECK;

/* RC_DATA naming the first member of object that allowed (ending with NULL) does not list. */
enum rc jr_only(const struct json_t *object, const char *const allowed[], struct err *err) MUST_CHECK;

#endif
