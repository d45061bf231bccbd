#include "core/ingest/source/sigv4.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/digest.h"
#include "core/base/tm.h"

#define ALGORITHM "AWS4-HMAC-SHA256"
#define TERMINATOR "aws4_request"
#define SECRET_MAX 256
#define CANONICAL_BYTES (64u << 10)
#define DAY_DIGITS 8

const char *sigv4_date(char out[SIGV4_DATE_MAX], int64_t utc)
{
	char text[TM_TEXT_MAX];
	size_t n = 0;
	for (const char *p = tm_format_utc(text, utc); *p != '\0'; p++)
		if (*p != '-' && *p != ':')
			out[n++] = *p;
	out[n] = '\0';
	return out;
}

static int name_compare(struct sv a, struct sv b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = strncasecmp(a.p, b.p, n);
	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* By name; of one name the order sent, which the addresses in the caller's array tell. */
static int header_compare(const void *a, const void *b)
{
	const struct sigv4_header *const *x = a, *const *y = b;
	int order = name_compare((*x)->name, (*y)->name);
	return order != 0 ? order : (*x > *y) - (*x < *y);
}

static void add_lower(struct buf *out, struct sv name)
{
	for (size_t i = 0; i < name.n; i++)
		buf_add_char(out, (char)tolower((unsigned char)name.p[i]));
}

/* No white space at either end, one space for each run of it within. */
static void add_folded(struct buf *out, struct sv value)
{
	bool some = false, gap = false;
	for (size_t i = 0; i < value.n; i++) {
		bool blank = value.p[i] == ' ' || value.p[i] == '\t';
		if (!blank && gap && some)
			buf_add_char(out, ' ');
		if (!blank)
			buf_add_char(out, value.p[i]);
		some |= !blank;
		gap = blank;
	}
}

/* "name:value[,value…]\n" for each name, and "name;name…" of them all. */
static void add_headers(const struct sigv4_request *request, struct buf *canonical, struct buf *names)
{
	const struct sigv4_header *sorted[SIGV4_HEADERS_MAX] = {NULL};
	for (size_t i = 0; i < request->n; i++)
		sorted[i] = &request->headers[i];
	qsort(sorted, request->n, sizeof(sorted[0]), header_compare);
	for (size_t i = 0; i < request->n; i++) {
		bool again = i > 0 && name_compare(sorted[i - 1]->name, sorted[i]->name) == 0;
		if (!again && i > 0) {
			buf_add_char(canonical, '\n');
			buf_add_char(names, ';');
		}
		if (!again) {
			add_lower(names, sorted[i]->name);
			add_lower(canonical, sorted[i]->name);
		}
		buf_add_char(canonical, again ? ',' : ':');
		add_folded(canonical, sorted[i]->value);
	}
	buf_add_char(canonical, '\n');
}

/* The SHA-256 of the canonical request. */
static bool digest_request(const struct sigv4_request *request, struct buf *names, char hex[DIGEST_HEX_SIZE])
{
	struct buf canonical;
	char body[DIGEST_HEX_SIZE];
	buf_init(&canonical, CANONICAL_BYTES);
	buf_addf(&canonical, "%.*s\n/\n\n", SV_FMT(request->method));
	add_headers(request, &canonical, names);
	bool ok = digest_sha256_hex(request->body, body);
	buf_addf(&canonical, "\n%s\n%s", buf_str(names), body);
	ok = ok && buf_ok(&canonical) && buf_ok(names) && digest_sha256_hex(buf_sv(&canonical), hex);
	buf_fini(&canonical);
	return ok;
}

static bool chain(unsigned char mac[DIGEST_SIZE], struct sv text)
{
	unsigned char key[DIGEST_SIZE];
	memcpy(key, mac, DIGEST_SIZE);
	return digest_hmac_sha256((struct sv){(const char *)key, DIGEST_SIZE}, text, mac);
}

/* The key of the day, region and service, and with it the signature. */
static bool sign(const struct sigv4_key *key, struct sv day, struct sv text, char hex[DIGEST_HEX_SIZE])
{
	unsigned char mac[DIGEST_SIZE];
	char seed[SECRET_MAX + 4] = "AWS4";
	bool ok = sv_copy(key->secret, seed + 4, SECRET_MAX) && digest_hmac_sha256((struct sv){seed, 4 + key->secret.n}, day, mac) &&
	          chain(mac, key->region) && chain(mac, key->service) && chain(mac, SV(TERMINATOR)) && chain(mac, text);
	if (ok)
		digest_hex(mac, hex);
	explicit_bzero(seed, sizeof(seed));
	explicit_bzero(mac, sizeof(mac));
	return ok;
}

enum rc sigv4_authorize(const struct sigv4_request *request, const struct sigv4_key *key, int64_t utc, struct buf *out, struct err *err)
{
	char date[SIGV4_DATE_MAX], hex[DIGEST_HEX_SIZE];
	struct sv day = {sigv4_date(date, utc), DAY_DIGITS};
	struct buf names, scope, text;
	if (request->n > SIGV4_HEADERS_MAX)
		return err_set(err, RC_FAIL, "%zu headers to sign, at most %d", request->n, SIGV4_HEADERS_MAX);
	buf_init(&names, CANONICAL_BYTES);
	buf_init(&scope, CANONICAL_BYTES);
	buf_init(&text, CANONICAL_BYTES);
	buf_addf(&scope, "%.*s/%.*s/%.*s/" TERMINATOR, SV_FMT(day), SV_FMT(key->region), SV_FMT(key->service));
	bool ok = digest_request(request, &names, hex);
	buf_addf(&text, ALGORITHM "\n%s\n%s\n%s", date, buf_str(&scope), hex);
	ok = ok && buf_ok(&scope) && buf_ok(&text) && sign(key, day, buf_sv(&text), hex);
	if (ok)
		buf_addf(out, ALGORITHM " Credential=%.*s/%s, SignedHeaders=%s, Signature=%s", SV_FMT(key->id), buf_str(&scope), buf_str(&names),
		         hex);
	buf_fini(&text);
	buf_fini(&scope);
	buf_fini(&names);
	return ok && buf_ok(out) ? RC_OK : err_set(err, RC_FAIL, "a request cannot be signed");
}
