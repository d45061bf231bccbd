#include "core/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/os.h"

#define FIRST_CAP 256

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.max = max};
}

void buf_fini(struct buf *b)
{
	os_free(b->data);
	*b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->failed = false;
}

/* Room for n more bytes and a NUL. */
static bool reserve(struct buf *b, size_t n)
{
	if (b->failed || n > b->max - b->len) {
		b->failed = true;
		return false;
	}
	size_t need = b->len + n + 1;
	if (need <= b->cap)
		return true;
	size_t cap = b->cap < FIRST_CAP ? FIRST_CAP : b->cap;
	while (cap < need)
		cap *= 2;
	if (cap > b->max + 1)
		cap = b->max + 1;
	char *data = os_realloc(b->data, cap);
	if (data == NULL) {
		b->failed = true;
		return false;
	}
	b->data = data;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (n == 0 || !reserve(b, n))
		return;
	memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_add_sv(struct buf *b, struct sv text)
{
	buf_add(b, text.p, text.n);
}

void buf_add_str(struct buf *b, const char *text)
{
	buf_add_sv(b, sv_of(text));
}

void buf_add_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	/* Most texts fit into what there is, and are written once. */
	size_t room = b->failed || b->data == NULL ? 0 : b->cap - b->len;
	int n = vsnprintf(room > 0 ? b->data + b->len : NULL, room, fmt, args);
	if (n < 0)
		b->failed = true;
	else if ((size_t)n < room)
		b->len += (size_t)n;
	else if (reserve(b, (size_t)n)) {
		(void)vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	} else if (room > 0)
		b->data[b->len] = '\0';
	va_end(again);
	va_end(args);
}

bool buf_ok(const struct buf *b)
{
	return !b->failed;
}

struct sv buf_sv(const struct buf *b)
{
	return (struct sv){buf_str(b), b->len};
}

const char *buf_str(const struct buf *b)
{
	return b->len == 0 ? "" : b->data;
}
