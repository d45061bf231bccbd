#include "core/ingest/source/mempool.h"

#include <stdio.h>
#include <string.h>

#include "core/base/sv.h"

#define API_PREFIX "/api/v1"

static enum rc root_of(const char *base, struct sv *root, struct err *err)
{
	*root = sv_of(base);
	while (sv_ends(*root, SV("/")))
		root->n--;
	if (sv_ends(*root, SV(API_PREFIX)))
		root->n -= sizeof(API_PREFIX) - 1;
	return root->n < MEMPOOL_URL_MAX - 128 ? RC_OK : err_set(err, RC_CONFIG, "the address of mempool is too long: %.60s…", base);
}

const char *mempool_name(const char *base, struct arena *arena)
{
	struct sv root;
	struct err err;
	const char *scheme = strstr(base, "://");

	if (root_of(scheme ? scheme + 3 : base, &root, &err) != RC_OK)
		return arena_dup(arena, sv_of(base));
	return arena_dup(arena, root);
}

enum rc mempool_difficulty_url(char out[MEMPOOL_URL_MAX], const char *base, struct err *err)
{
	struct sv root;
	enum rc rc = root_of(base, &root, err);

	if (rc == RC_OK)
		(void)snprintf(out, MEMPOOL_URL_MAX, "%.*s" API_PREFIX "/mining/difficulty-adjustments", SV_FMT(root));
	return rc;
}

enum rc mempool_price_url(char out[MEMPOOL_URL_MAX], const char *base, const char *currency, int64_t utc, struct err *err)
{
	struct sv root;
	enum rc rc = root_of(base, &root, err);

	if (rc == RC_OK)
		(void)snprintf(out, MEMPOOL_URL_MAX, "%.*s" API_PREFIX "/historical-price?currency=%s&timestamp=%lld", SV_FMT(root), currency,
		               (long long)utc);
	return rc;
}
