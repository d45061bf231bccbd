/* Redis as a cache that may be absent: every failure is a miss, and after one the breaker leaves Redis alone for two seconds;
 * but where a connection in use was hung up, as by a restart, the next command tries another at once. */
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

#define KV_ASKED_MAX 128
#define KV_NOT_ASKED (-1)

/* An MGET of n keys that goes out with the others asked before any is answered: up to KV_ASKED_MAX share one trip. The ticket is for
 * kv_mget_answer, once; KV_NOT_ASKED where there is nobody to ask. */
int kv_mget_ask(struct kv *kv, const struct sv *keys, int n);

/* Its n values, copied to the arena; an absent key, or any failure, gives .p NULL. */
void kv_mget_answer(struct kv *kv, int ticket, struct arena *a, int n, struct sv *values);

/* SET with a time to live in seconds, best effort; false where Redis did not confirm. */
bool kv_set(struct kv *kv, struct sv key, struct sv value, int ttl_s);

/* The same without waiting to hear of it, sent with the next command or by kv_flush: the reply is read before the next command. */
void kv_set_unanswered(struct kv *kv, struct sv key, struct sv value, int ttl_s);
void kv_flush(struct kv *kv); /* NULL: nothing */

/* False where another has claimed the key since the last kv_flush (in rare cases also where none has): it is going to set it, or has. */
bool kv_claim(struct kv *kv, struct sv key);

bool kv_ping(struct kv *kv); /* false also while the breaker is open */

#endif
