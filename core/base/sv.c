#include "core/base/sv.h"

#include <string.h>

struct sv sv_of(const char *text)
{
	return (struct sv){text, text == NULL ? 0 : strlen(text)};
}

bool sv_eq(struct sv a, struct sv b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool sv_eq_str(struct sv a, const char *b)
{
	return sv_eq(a, sv_of(b));
}

bool sv_starts(struct sv text, struct sv prefix)
{
	return text.n >= prefix.n && sv_eq((struct sv){text.p, prefix.n}, prefix);
}

bool sv_ends(struct sv text, struct sv suffix)
{
	return text.n >= suffix.n && (suffix.n == 0 || memcmp(text.p + (text.n - suffix.n), suffix.p, suffix.n) == 0);
}

bool sv_next(struct sv *rest, char sep, struct sv *part)
{
	if (rest->n == 0)
		return false;
	const char *at = memchr(rest->p, sep, rest->n);
	size_t n = at == NULL ? rest->n : (size_t)(at - rest->p);
	size_t taken = at == NULL ? n : n + 1;
	*part = (struct sv){rest->p, n};
	*rest = (struct sv){rest->p + taken, rest->n - taken};
	return true;
}

uint64_t sv_hash(uint64_t hash, struct sv text)
{
	for (size_t i = 0; i <= text.n; i++)
		hash = (hash ^ (i < text.n ? (unsigned char)text.p[i] : 0xffu)) * UINT64_C(0x100000001b3);
	return hash;
}

bool sv_copy(struct sv text, char *out, size_t size)
{
	if (size == 0)
		return false;
	out[0] = '\0';
	if (text.n >= size)
		return false;
	if (text.n > 0)
		memcpy(out, text.p, text.n);
	out[text.n] = '\0';
	return true;
}

void sv_copy_plain(const char *text, char *out, size_t size)
{
	size_t n = 0;
	for (; text[n] != '\0' && n + 1 < size; n++)
		out[n] = text[n] < ' ' || text[n] > '~' ? '?' : text[n];
	out[n] = '\0';
}
