/* A streaming JSON writer: commas and nesting are its business, numbers are given as text and never pass through a float. */
#ifndef WINDFALL_JSON_JW_H
#define WINDFALL_JSON_JW_H

#include <stdint.h>

#include "core/base/buf.h"

#define JW_DEPTH_MAX 16

struct jw {
	struct buf *out; /* borrowed; its sticky failure is the writer's */
	int depth;
	bool comma[JW_DEPTH_MAX];
	bool after_key;
	bool bad; /* a number that is none, too deep, unbalanced */
};

void jw_init(struct jw *w, struct buf *out);
void jw_object(struct jw *w);
void jw_object_end(struct jw *w);
void jw_array(struct jw *w);
void jw_array_end(struct jw *w);
void jw_key(struct jw *w, const char *name);

void jw_str(struct jw *w, struct sv text);    /* escaped; invalid UTF-8 becomes U+FFFD */
void jw_text(struct jw *w, const char *text); /* NULL writes null */
void jw_int(struct jw *w, int64_t v);
void jw_bool(struct jw *w, bool v);
void jw_null(struct jw *w);
void jw_num(struct jw *w, const char *numeric); /* database numeric: checked, trailing zeros dropped; NULL writes null */
void jw_raw(struct jw *w, struct sv json);      /* a value that is JSON already, as it stands */

bool jw_ok(const struct jw *w); /* everything closed, nothing refused, buffer whole */

#endif
