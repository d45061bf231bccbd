/* A growing byte buffer with a hard cap and a sticky failure: append freely, check buf_ok once. Caller's storage. */
#ifndef WINDFALL_BASE_BUF_H
#define WINDFALL_BASE_BUF_H

#include "core/base/sv.h"

struct buf {
	char *data; /* NUL-terminated whenever len > 0 */
	size_t len, cap, max;
	bool failed;
};

void buf_init(struct buf *b, size_t max);
void buf_fini(struct buf *b);
void buf_clear(struct buf *b); /* keeps the memory, forgets the failure */
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_add_sv(struct buf *b, struct sv text);
void buf_add_str(struct buf *b, const char *text);
void buf_add_char(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool buf_ok(const struct buf *b);
struct sv buf_sv(const struct buf *b);
const char *buf_str(const struct buf *b); /* "" when empty */

#endif
