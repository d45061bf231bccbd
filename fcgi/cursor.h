/* Keyset cursors: base64url of a digest of the query and the sort key of the last row, so that a cursor fits no other query. */
#ifndef WINDFALL_FCGI_CURSOR_H
#define WINDFALL_FCGI_CURSOR_H

#include "core/base/arena.h"

#define CURSOR_FIELDS_MAX 5

/* In the arena; NULL without memory. */
const char *cursor_encode(struct arena *arena, struct sv query, const char *const *fields, int n);

/* False where text is no cursor of query. form names the kind of each field: d a date, n a decimal, ±Infinity or empty,
 * i a whole number ≥ 0, u a UTC time, a date or empty, t any text. fields point into the arena. */
bool cursor_decode(struct arena *arena, struct sv text, struct sv query, const char *form, const char *fields[CURSOR_FIELDS_MAX]);

#endif
