#include "fcgi/cursor.h"

#include <stdint.h>
#include <string.h>

#include "core/base/digest.h"
#include "core/base/num.h"
#include "core/base/tm.h"

#define CURSOR_DIGEST 16 /* hex digits of the query's digest */
#define CURSOR_BYTES_MAX 512
#define CURSOR_DECIMAL_MAX 60

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static const char *encode(struct arena *arena, const unsigned char *bytes, size_t n)
{
	char *text = arena_alloc(arena, n * 4 / 3 + 4), *out = text;
	uint32_t held = 0;
	int bits = 0;
	for (size_t i = 0; text && i < n; i++) {
		held = held << 8 | bytes[i];
		for (bits += 8; bits >= 6; bits -= 6)
			*out++ = alphabet[held >> (bits - 6) & 63];
	}
	if (text && bits > 0)
		*out++ = alphabet[held << (6 - bits) & 63];
	return text;
}

/* Bytes into out[CURSOR_BYTES_MAX + 1] with a NUL; false on a foreign character or a length that is none. */
static bool decode(struct sv text, char *out, size_t *n)
{
	uint32_t held = 0;
	int bits = 0;
	*n = 0;
	for (size_t i = 0; i < text.n; i++) {
		const char *at = text.p[i] ? strchr(alphabet, text.p[i]) : NULL;
		if (!at || *n == CURSOR_BYTES_MAX)
			return false;
		held = held << 6 | (uint32_t)(at - alphabet);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[(*n)++] = (char)(held >> bits & 255);
		}
	}
	out[*n] = '\0';
	return bits < 6 && (held & ((1u << bits) - 1)) == 0;
}

const char *cursor_encode(struct arena *arena, struct sv query, const char *const *fields, int n)
{
	char hex[DIGEST_HEX_SIZE], bytes[CURSOR_BYTES_MAX];
	size_t used = CURSOR_DIGEST;
	if (!digest_sha256_hex(query, hex))
		return NULL;
	memcpy(bytes, hex, used);
	for (int i = 0; i < n; i++) {
		size_t size = strlen(fields[i]) + 1;
		if (used + size > sizeof bytes)
			return NULL;
		memcpy(bytes + used, fields[i], size);
		used += size;
	}
	return encode(arena, (const unsigned char *)bytes, used);
}

static bool is_decimal(struct sv text)
{
	size_t i = text.n > 0 && text.p[0] == '-', digits = 0, points = 0;
	for (; i < text.n; i++) {
		if (text.p[i] == '.')
			points++;
		else if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		else
			digits++;
	}
	return digits > 0 && digits < CURSOR_DECIMAL_MAX && points < 2;
}

static bool is_kind(char kind, struct sv text)
{
	int32_t day;
	int64_t number;
	switch (kind) {
	case 'd':
		return tm_parse_day(text, &day);
	case 'n':
		return text.n == 0 || sv_eq(text, SV("Infinity")) || sv_eq(text, SV("-Infinity")) || is_decimal(text);
	case 'i':
		return num_parse_range(text, 0, INT64_MAX, &number);
	case 'u':
		return text.n == 0 || tm_parse_day(text, &day) || tm_parse_utc(text, &number);
	default:
		return kind == 't';
	}
}

bool cursor_decode(struct arena *arena, struct sv text, struct sv query, const char *form, const char *fields[CURSOR_FIELDS_MAX])
{
	char hex[DIGEST_HEX_SIZE], bytes[CURSOR_BYTES_MAX + 1];
	size_t n;
	if (!decode(text, bytes, &n) || !digest_sha256_hex(query, hex))
		return false;
	if (n <= CURSOR_DIGEST || bytes[n - 1] != '\0' || memcmp(bytes, hex, CURSOR_DIGEST) != 0)
		return false;
	struct sv rest = {bytes + CURSOR_DIGEST, n - CURSOR_DIGEST}, field;
	int i = 0;
	for (; form[i] && sv_next(&rest, '\0', &field); i++) {
		if (!is_kind(form[i], field) || !(fields[i] = arena_dup(arena, field)))
			return false;
	}
	return form[i] == '\0' && rest.n == 0;
}
