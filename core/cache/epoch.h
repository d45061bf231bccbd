/* Copies of the epochs in Redis: a group of figures is at epoch N since the commit that moved it. A copy lives 60 s, then PostgreSQL is asked. */
#ifndef WINDFALL_CACHE_EPOCH_H
#define WINDFALL_CACHE_EPOCH_H

#include <stdint.h>

#include "core/io/kv.h"

#define EPOCH_TTL_S 60

/* Puts the epoch of a group (day:2025-04-01, month:2025-04, year:2025, ranges, units, reference) beside its pages.
 * Best effort: without it the old copy expires by itself. False where Redis did not confirm. */
bool epoch_publish(struct kv *kv, const char *key, int64_t epoch);

#endif
