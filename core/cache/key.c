#include "core/cache/key.h"

#include <string.h>

#include "core/base/digest.h"
#include "program.h"

#define KEY_PREFIX "windfall:1:" /* 1: the form of the values; moves when it does */
#define KEY_CANONICAL_MAX 256

static bool key_print(char out[KEY_TEXT_MAX], const struct sv *parts, int n)
{
	size_t used = 0;
	for (int i = 0; i < n; i++) {
		if (parts[i].n >= KEY_TEXT_MAX - used)
			return false;
		memcpy(out + used, parts[i].p, parts[i].n);
		used += parts[i].n;
	}
	out[used] = '\0';
	return true;
}

bool key_of_epoch(char out[KEY_TEXT_MAX], struct sv epoch_key)
{
	const struct sv parts[] = {SV(KEY_PREFIX "e:"), epoch_key};
	return key_print(out, parts, 2);
}

bool key_of_page(char out[KEY_TEXT_MAX], const char *route, const char *suffix, struct sv canonical)
{
	char digest[DIGEST_HEX_SIZE];
	if (canonical.n > KEY_CANONICAL_MAX) {
		if (!digest_sha256_hex(canonical, digest))
			return false;
		canonical = sv_of(digest);
	}
	const struct sv parts[] = {SV(KEY_PREFIX "p:" PROGRAM ":"), sv_of(route), sv_of(suffix), SV(":"), canonical};
	return key_print(out, parts, 5);
}
