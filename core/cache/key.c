#include "core/cache/key.h"

#include <stdio.h>

#include "core/base/digest.h"

#define KEY_PREFIX "windfall:1:" /* 1: the form of the values; moves when it does */
#define KEY_CANONICAL_MAX 256

static bool key_print(char out[KEY_TEXT_MAX], const char *kind, const char *route, struct sv text)
{
	int n = snprintf(out, KEY_TEXT_MAX, KEY_PREFIX "%s%s:%.*s", kind, route, SV_FMT(text));
	return n > 0 && n < KEY_TEXT_MAX;
}

bool key_of_epoch(char out[KEY_TEXT_MAX], struct sv epoch_key)
{
	return key_print(out, "e", "", epoch_key);
}

bool key_of_page(char out[KEY_TEXT_MAX], const char *route, struct sv canonical)
{
	char digest[DIGEST_HEX_SIZE];
	if (canonical.n <= KEY_CANONICAL_MAX)
		return key_print(out, "p:", route, canonical);
	return digest_sha256_hex(canonical, digest) && key_print(out, "p:", route, sv_of(digest));
}
