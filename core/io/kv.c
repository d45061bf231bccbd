#include "core/io/kv.h"

#include <errno.h>
#include <hiredis/hiredis.h>
#include <stdio.h>

#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"

#define TIMEOUT_US 20000
#define BREAKER_MS 2000
#define KEYS_MAX 16 /* of one MGET */
#define UNREAD_MAX 256

struct kv {
	redisContext *redis; /* NULL: the next command connects */
	char *path;
	int64_t closed_until_ms; /* the breaker: no try before */
	int64_t failures;
	bool served;                       /* something was heard over this connection */
	int unread;                        /* replies that nobody waited for */
	int n_claimed;                     /* keys since the last flush */
	uint64_t claimed[KV_ASKED_MAX];    /* their hashes */
	int asked, heard, given;           /* MGETs that wait together, of them read, of them handed out */
	redisReply *answers[KV_ASKED_MAX]; /* by ticket; NULL: none */
};

static const struct timeval timeout = {.tv_usec = TIMEOUT_US};

/* As a Redis does that is started anew: nobody had to wait to learn it, and a new connection may serve. */
static bool has_hung_up(const struct kv *kv)
{
	return kv->served && (kv->redis->err == REDIS_ERR_EOF || (kv->redis->err == REDIS_ERR_IO && (errno == EPIPE || errno == ECONNRESET)));
}

/* After a timeout the stream is out of step, and a hung Redis would cost its timeout again and again. */
static void give_up(struct kv *kv, const char *why)
{
	int pause_ms = has_hung_up(kv) ? 0 : BREAKER_MS;

	log_line(LOG_WARN, "redis_failed", "retry_ms=%d why=%s", pause_ms, log_quote(why));
	if (kv->redis)
		redisFree(kv->redis);
	kv->redis = NULL;
	kv->unread = 0;
	kv->heard = kv->asked;
	kv->failures++;
	kv->closed_until_ms = tm_monotonic_ms() + pause_ms;
}

static bool connect_if_needed(struct kv *kv)
{
	if (kv->redis)
		return true;
	if (!kv->path[0] || tm_monotonic_ms() < kv->closed_until_ms)
		return false;
	kv->served = false;
	kv->redis = redisConnectUnixWithTimeout(kv->path, timeout);
	if (!kv->redis || kv->redis->err || redisSetTimeout(kv->redis, timeout) != REDIS_OK) {
		give_up(kv, kv->redis ? kv->redis->errstr : "out of memory");
		return false;
	}
	return true;
}

/* The reply to the oldest command that has none yet, of the type wanted; else NULL. */
static redisReply *next_reply(struct kv *kv, int type)
{
	redisReply *reply = NULL;

	kv->served |= redisGetReply(kv->redis, (void **)&reply) == REDIS_OK;
	if (reply && reply->type == type)
		return reply;
	give_up(kv, !reply ? kv->redis->errstr : reply->type == REDIS_REPLY_ERROR ? reply->str : "a reply of another type");
	freeReplyObject(reply);
	return NULL;
}

/* All that were asked, in one trip. */
static void hear(struct kv *kv)
{
	while (kv->heard < kv->asked) {
		redisReply **answer = &kv->answers[kv->heard++];
		*answer = next_reply(kv, REDIS_REPLY_ARRAY);
	}
}

/* What was asked before, then what nobody waited for: that came while the worker did something else, so it costs no wait. */
static bool read_unread(struct kv *kv)
{
	hear(kv);
	while (kv->unread > 0) {
		redisReply *reply = next_reply(kv, REDIS_REPLY_STATUS);
		if (!reply)
			return false;
		freeReplyObject(reply);
		kv->unread--;
	}
	return kv->redis != NULL;
}

static redisReply *command(struct kv *kv, int argc, const char **argv, const size_t *lengths, int type)
{
	if (!connect_if_needed(kv) || !read_unread(kv))
		return NULL;
	if (redisAppendCommandArgv(kv->redis, argc, argv, lengths) == REDIS_OK)
		return next_reply(kv, type);
	give_up(kv, kv->redis->errstr);
	return NULL;
}

enum rc kv_open(struct kv **kv, const char *socket_path, struct err *err)
{
	*kv = os_alloc(sizeof(**kv));
	if (*kv)
		(*kv)->path = os_strdup(socket_path);
	if (*kv && (*kv)->path)
		return RC_OK;
	os_free(*kv);
	*kv = NULL;
	return err_set(err, RC_FAIL, "out of memory");
}

void kv_close(struct kv *kv)
{
	if (!kv)
		return;
	for (int i = 0; i < kv->asked; i++)
		freeReplyObject(kv->answers[i]);
	if (kv->redis)
		redisFree(kv->redis);
	os_free(kv->path);
	os_free(kv);
}

int64_t kv_failures(const struct kv *kv)
{
	return kv ? kv->failures : 0;
}

/* A reply's bytes, copied to the arena; .p NULL where the key is absent or the arena full. */
static struct sv value_of(const redisReply *reply, struct arena *a)
{
	char *copy;

	if (reply->type != REDIS_REPLY_STRING)
		return (struct sv){NULL, 0};
	copy = arena_dup(a, (struct sv){reply->str, reply->len});
	return (struct sv){copy, copy ? reply->len : 0};
}

int kv_mget_ask(struct kv *kv, const struct sv *keys, int n)
{
	const char *argv[1 + KEYS_MAX] = {"MGET"};
	size_t lengths[1 + KEYS_MAX] = {4};

	if (kv->given == kv->asked)
		kv->asked = kv->heard = kv->given = 0;
	if (n < 1 || n > KEYS_MAX || kv->asked == KV_ASKED_MAX || !connect_if_needed(kv) || (kv->heard == kv->asked && !read_unread(kv)))
		return KV_NOT_ASKED;
	for (int i = 0; i < n; i++) {
		argv[1 + i] = keys[i].p;
		lengths[1 + i] = keys[i].n;
	}
	if (redisAppendCommandArgv(kv->redis, 1 + n, argv, lengths) != REDIS_OK) {
		give_up(kv, kv->redis->errstr);
		return KV_NOT_ASKED;
	}
	kv->answers[kv->asked] = NULL;
	return kv->asked++;
}

void kv_mget_answer(struct kv *kv, int ticket, struct arena *a, int n, struct sv *values)
{
	redisReply *reply;

	for (int i = 0; i < n; i++)
		values[i] = (struct sv){NULL, 0};
	if (ticket == KV_NOT_ASKED)
		return;
	hear(kv);
	reply = kv->answers[ticket];
	for (int i = 0; reply && i < n && (size_t)i < reply->elements; i++)
		values[i] = value_of(reply->element[i], a);
	freeReplyObject(reply);
	kv->answers[ticket] = NULL;
	kv->given++;
}

bool kv_set(struct kv *kv, struct sv key, struct sv value, int ttl_s)
{
	char ttl[16];
	int ttl_length = snprintf(ttl, sizeof(ttl), "%d", ttl_s);
	const char *argv[] = {"SET", key.p, value.p, "EX", ttl};
	const size_t lengths[] = {3, key.n, value.n, 2, (size_t)ttl_length};
	redisReply *reply = command(kv, 5, argv, lengths, REDIS_REPLY_STATUS);
	bool done = reply != NULL;

	freeReplyObject(reply);
	return done;
}

void kv_set_unanswered(struct kv *kv, struct sv key, struct sv value, int ttl_s)
{
	char ttl[16];
	int ttl_length = snprintf(ttl, sizeof(ttl), "%d", ttl_s);
	const char *argv[] = {"SET", key.p, value.p, "EX", ttl};
	const size_t lengths[] = {3, key.n, value.n, 2, (size_t)ttl_length};

	if (!connect_if_needed(kv) || (kv->unread == UNREAD_MAX && !read_unread(kv)))
		return;
	if (redisAppendCommandArgv(kv->redis, 5, argv, lengths) != REDIS_OK) {
		give_up(kv, kv->redis->errstr);
		return;
	}
	kv->unread++;
}

void kv_flush(struct kv *kv)
{
	int sent = 0;

	if (!kv)
		return;
	while (kv->redis && kv->unread > 0 && !sent)
		if (redisBufferWrite(kv->redis, &sent) != REDIS_OK)
			give_up(kv, kv->redis->errstr);
	kv->n_claimed = 0;
}

bool kv_claim(struct kv *kv, struct sv key)
{
	uint64_t hash = sv_hash(SV_HASH, key);

	for (int i = 0; i < kv->n_claimed; i++)
		if (kv->claimed[i] == hash)
			return false;
	if (kv->n_claimed < KV_ASKED_MAX)
		kv->claimed[kv->n_claimed++] = hash;
	return true;
}

bool kv_ping(struct kv *kv)
{
	const char *argv[] = {"PING"};
	const size_t lengths[] = {4};
	redisReply *reply = command(kv, 1, argv, lengths, REDIS_REPLY_STATUS);
	bool alive = reply != NULL;

	freeReplyObject(reply);
	return alive;
}
