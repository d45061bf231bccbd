/* Redis as a cache that may be absent: every failure is a miss, and after one the breaker leaves Redis alone for two seconds. */
#ifndef WINDFALL_IO_KV_H
#define WINDFALL_IO_KV_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/err.h"

struct kv;

/* Connects at first use to the unix socket; timeout 20 ms a command. An empty path gives a cache that always misses. */
enum rc kv_open(struct kv **kv, const char *socket_path, struct err *err) MUST_CHECK;
void kv_close(struct kv *kv);
int64_t kv_failures(const struct kv *kv); /* times it was given up since kv_open; NULL: 0 */

/* MGET of n keys into values copied to the arena; an absent key, or any failure, gives .p NULL. */
void kv_mget(struct kv *kv, struct arena *a, const struct sv *keys, int n, struct sv *values);

/* SET with a time to live in seconds, best effort; false where Redis did not confirm. */
bool kv_set(struct kv *kv, struct sv key, struct sv value, int ttl_s);

/* The same without waiting to hear of it: the reply is read before the next command. */
void kv_set_unanswered(struct kv *kv, struct sv key, struct sv value, int ttl_s);
bool kv_ping(struct kv *kv); /* false also while the breaker is open */

#endif
