/* Memory of one request or one day of ingest: allocated piecewise, given back at once. Capped, with a sticky failure. */
#ifndef WINDFALL_BASE_ARENA_H
#define WINDFALL_BASE_ARENA_H

#include "core/base/sv.h"

struct arena_block;

struct arena {
	struct arena_block *blocks;
	size_t used, max; /* bytes handed out since the last reset; the cap */
	bool failed;
	bool lent; /* the one block is the caller's */
};

void arena_init(struct arena *a, size_t max);
void arena_init_in(struct arena *a, void *memory, size_t size); /* in memory of the caller's, aligned for any type: that is the cap */
void arena_fini(struct arena *a);
void arena_reset(struct arena *a); /* everything handed out is void; keeps one block */

/* size zeroed bytes, aligned for any type; NULL (and a->failed) past the cap or without memory. */
void *arena_alloc(struct arena *a, size_t size);
char *arena_dup(struct arena *a, struct sv text); /* NUL-terminated copy, or NULL */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Grows an array of n items of item_size to hold one more; *cap is its capacity. NULL where it cannot (old array stays valid). */
void *arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t item_size);

#endif
