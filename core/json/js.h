/* A pull scanner over JSON text: one pass, no tree, no copy, the whole grammar checked. Numbers stay text, so that exact decimals do. */
#ifndef WINDFALL_JSON_JS_H
#define WINDFALL_JSON_JS_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/base/limits.h"

enum js_type {
	JS_ERROR,
	JS_END,
	JS_OBJECT,
	JS_OBJECT_END,
	JS_ARRAY,
	JS_ARRAY_END,
	JS_KEY,
	JS_STRING,
	JS_NUMBER,
	JS_TRUE,
	JS_FALSE,
	JS_NULL
};

struct js {
	const char *start, *p, *end;
	struct sv text;    /* of the last key, string (between the quotes, escapes not undone) or number */
	bool escaped;      /* the text holds a backslash: js_unescape */
	const char *fault; /* why JS_ERROR, a constant */
	int depth;
	int state; /* private */
	char stack[LIMIT_JSON_DEPTH];
};

void js_init(struct js *js, struct sv text);

/* The next token. After JS_ERROR always JS_ERROR; JS_END once the one top-level value is complete and only white space follows.
 * Invalid UTF-8, control characters in strings, bad escapes and unpaired surrogates are errors. */
enum js_type js_next(struct js *js);
bool js_skip(struct js *js); /* over the value that comes next, whatever it is; false on error */

struct sv js_unescape(struct arena *a, struct sv text); /* .p NULL without memory */
enum rc js_fault(const struct js *js, struct err *err); /* RC_DATA with the fault, its line and column */

#endif
