/* A borrowed slice of bytes; never owns, never needs a terminating NUL. */
#ifndef WINDFALL_BASE_SV_H
#define WINDFALL_BASE_SV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sv {
	const char *p;
	size_t n;
};

#define SV(literal) ((struct sv){(literal), sizeof(literal) - 1})
#define SV_FMT(sv) (int)(sv).n, (sv).p /* for "%.*s" */

struct sv sv_of(const char *text); /* NULL gives an empty slice */
bool sv_eq(struct sv a, struct sv b);
bool sv_eq_str(struct sv a, const char *b);
bool sv_starts(struct sv text, struct sv prefix);
bool sv_ends(struct sv text, struct sv suffix);

/* Cuts the part before the first sep off *rest (the whole where there is none); false once nothing is left. */
bool sv_next(struct sv *rest, char sep, struct sv *part);

/* FNV-1a of the text and its end, over an earlier hash; SV_HASH begins one. */
#define SV_HASH UINT64_C(0xcbf29ce484222325)
uint64_t sv_hash(uint64_t hash, struct sv text);

/* Copies with a NUL into out[size]; false (and out empty) where it does not fit. */
bool sv_copy(struct sv text, char *out, size_t size);

/* Copies as much as fits, and a "?" for what is no printable ASCII: wherever it is cut it is text to a database. */
void sv_copy_plain(const char *text, char *out, size_t size);

#endif
