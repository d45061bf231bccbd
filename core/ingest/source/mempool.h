/* mempool's API: retargets and prices. */
#ifndef WINDFALL_INGEST_SOURCE_MEMPOOL_H
#define WINDFALL_INGEST_SOURCE_MEMPOOL_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/err.h"

#define MEMPOOL_URL_MAX 512

/* What a figure names as its source: "mempool.space", or whichever address is read instead. NULL without memory. */
const char *mempool_name(const char *base, struct arena *arena);

/* base is the host, or ends in /api/v1. RC_CONFIG where the address is too long. */
enum rc mempool_difficulty_url(char out[MEMPOOL_URL_MAX], const char *base, struct err *err) MUST_CHECK;
enum rc mempool_price_url(char out[MEMPOOL_URL_MAX], const char *base, const char *currency, int64_t utc, struct err *err) MUST_CHECK;

#endif
