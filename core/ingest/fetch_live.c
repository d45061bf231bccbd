#include "core/ingest/fetch_live.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/archive_keep.h"
#include "core/ingest/fetch_reply.h"
#include "core/ingest/parse_json.h"
#include "core/ingest/source/elexon.h"
#include "core/ingest/source/mempool.h"
#include "core/model/settlement.h"

#define URL_MAX ELEXON_URL_MAX
_Static_assert(URL_MAX >= MEMPOOL_URL_MAX, "both sources share one buffer");

struct asked {
	enum elexon_kind kind;
	int period;       /* 0: of the whole day */
	const char *key;  /* of the array in the reply */
	const char *path; /* as the archive names it */
	const char *url;
};

/* Requests that go out together. Each final reply is packed for the archive when it comes, and written when all have. */
struct round {
	size_t n;
	struct asked *asked;
	struct net_request *requests;
	struct arena arena;        /* of the addresses */
	struct archive_keep *keep; /* NULL: they are not kept */
	enum rc (*give)(void *ctx, size_t i, const struct fetch_reply *reply, struct err *err);
	void *ctx;
};

static enum rc round_open(struct round *round, size_t n, struct err *err)
{
	arena_init(&round->arena, LIMIT_FILE_BYTES);
	round->asked = os_alloc(n * sizeof(*round->asked));
	round->requests = os_alloc(n * sizeof(*round->requests));
	if (!round->asked || !round->requests)
		return err_set(err, RC_FAIL, "no memory for %zu requests", n);
	round->n = 0;
	return RC_OK;
}

/* One request more; path is NULL for a source without an archive. */
static enum rc round_ask(struct round *round, enum elexon_kind kind, int period, const char *key, const char *path, const char *url,
                         struct err *err)
{
	struct asked *asked = &round->asked[round->n];

	*asked = (struct asked){kind, period, key, arena_dup(&round->arena, sv_of(path ? path : "")), arena_dup(&round->arena, sv_of(url))};
	round->requests[round->n++] = (struct net_request){asked->url, asked};
	return asked->path && asked->url ? RC_OK : err_set(err, RC_FAIL, "no memory for the addresses");
}

static void round_close(struct round *round)
{
	archive_keep_close(round->keep);
	arena_fini(&round->arena);
	os_free(round->asked);
	os_free(round->requests);
}

static bool reply_judge(void *ctx, void *tag, struct sv body)
{
	const struct asked *asked = tag;

	(void)ctx;
	return parse_json_holds(body, asked->key);
}

static enum rc reply_take(void *ctx, const struct net_request *request, const struct net_reply *net_reply, struct err *err)
{
	struct round *round = ctx;
	const struct asked *asked = request->tag;
	struct exchange exchange = {sv_of(asked->path), net_reply->status, net_reply->body, tm_now_utc()};
	bool final = !net_reply->failure && (net_reply->status == 200 || net_reply->status == 404);
	struct fetch_reply reply = net_reply->failure ? fetch_reply_failed(net_reply->status, net_reply->failure, net_reply->detail)
	                                              : fetch_reply_of(&exchange, asked->key);
	reply.path = exchange.path;
	if (net_reply->failure && strcmp(net_reply->failure, "malformed") == 0)
		reply.body = net_reply->body;
	enum rc rc = round->keep && final ? archive_keep_add(round->keep, &exchange, err) : RC_OK;

	return rc == RC_OK ? round->give(round->ctx, (size_t)(asked - round->asked), &reply, err) : rc;
}

static enum rc round_run(struct round *round, struct net *net, struct err *err)
{
	return net_get_all(net, round->requests, (int)round->n, reply_judge, reply_take, round, err);
}

static bool keeps(const struct fetch_options *options)
{
	return options->archive_dir && *options->archive_dir;
}

struct day_giving {
	enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err);
	void *ctx;
	const struct asked *asked;
};

static enum rc day_give(void *ctx, size_t i, const struct fetch_reply *reply, struct err *err)
{
	const struct day_giving *giving = ctx;

	return giving->done(giving->ctx, giving->asked[i].kind, giving->asked[i].period, reply, err);
}

static enum rc path_ask(struct round *round, const struct fetch_options *options, enum elexon_kind kind, int period, const char *path,
                        struct err *err)
{
	char url[URL_MAX];
	enum rc rc = elexon_url(url, options->elexon_url, path, err);

	return rc == RC_OK ? round_ask(round, kind, period, fetch_reply_day_key(kind), path, url, err) : rc;
}

static enum rc kind_ask(struct round *round, const struct fetch_options *options, enum elexon_kind kind, int32_t day, int period,
                        struct err *err)
{
	char path[ELEXON_PATH_MAX];

	elexon_day_path(path, kind, day, period);
	return path_ask(round, options, kind, period, path, err);
}

static enum rc notifications_ask(struct round *round, const struct fetch_options *options, int32_t day, const struct fetch_wanted *wanted,
                                 struct err *err)
{
	char path[ELEXON_NOTIFICATIONS_PATH_MAX];
	size_t next = 0;
	enum rc rc = RC_OK;

	while (rc == RC_OK && elexon_notifications_path(path, day, wanted->notifying, wanted->n_notifying, &next))
		rc = path_ask(round, options, ELEXON_NOTIFICATIONS, 0, path, err);
	return rc;
}

/* Requests go in the order bid 1, offer 1, bid 2, …, and last what is of the whole day. */
static enum rc day_ask(struct round *round, const struct fetch_options *options, int32_t day, const struct fetch_wanted *wanted,
                       struct err *err)
{
	int periods = settlement_periods(day);
	enum rc rc = round_open(round, ELEXON_KINDS * (size_t)periods + wanted->n_notifying, err);

	for (int period = 1; rc == RC_OK && period <= periods; period++)
		for (enum elexon_kind kind = 0; rc == RC_OK && kind < ELEXON_STACKS && day_periods_has(wanted->periods, period); kind++)
			rc = kind_ask(round, options, kind, day, period, err);
	for (enum elexon_kind kind = ELEXON_STACKS; rc == RC_OK && kind < ELEXON_ONCE_END; kind++)
		rc = kind_ask(round, options, kind, day, 0, err);
	return rc == RC_OK ? notifications_ask(round, options, day, wanted, err) : rc;
}

enum rc fetch_live_day(struct net *net, const struct fetch_options *options, int32_t day, const struct fetch_wanted *wanted,
                       enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err),
                       void *ctx, struct err *err)
{
	struct day_giving giving = {.done = done, .ctx = ctx};
	struct round round = {.give = day_give, .ctx = &giving};
	enum rc rc = day_ask(&round, options, day, wanted, err);

	giving.asked = round.asked;
	if (rc == RC_OK && keeps(options))
		rc = archive_keep_day(&round.keep, options->archive_dir, day, err);
	if (rc == RC_OK)
		rc = round_run(&round, net, err);
	if (round.keep && (rc == RC_OK || rc == RC_PARTLY)) { /* what came before a stop is worth keeping too */
		enum rc kept = archive_keep_write(round.keep, rc == RC_OK ? err : NULL);

		rc = rc == RC_OK ? kept : rc;
	}
	round_close(&round);
	return rc;
}

struct register_giving {
	enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err);
	void *ctx;
	int32_t today;
	bool came;
};

static enum rc register_give(void *ctx, size_t i, const struct fetch_reply *reply, struct err *err)
{
	struct register_giving *giving = ctx;

	(void)i;
	giving->came = reply->state == FETCH_OK;
	return giving->done(giving->ctx, giving->today, reply, err);
}

static enum rc register_ask(struct round *round, const struct fetch_options *options, struct err *err)
{
	char url[URL_MAX];
	enum rc rc = round_open(round, 1, err);

	if (rc == RC_OK)
		rc = elexon_url(url, options->elexon_url, ELEXON_REGISTER_PATH, err);
	return rc == RC_OK ? round_ask(round, 0, 0, FETCH_REPLY_REGISTER_KEY, ELEXON_REGISTER_PATH, url, err) : rc;
}

enum rc fetch_live_register(struct net *net, const struct fetch_options *options,
                            enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err), void *ctx,
                            struct err *err)
{
	struct register_giving giving = {done, ctx, settlement_day_of(tm_now_utc())};
	struct round round = {.give = register_give, .ctx = &giving};
	enum rc rc = register_ask(&round, options, err);

	if (rc == RC_OK && keeps(options))
		rc = archive_keep_register(&round.keep, options->archive_dir, giving.today, err);
	if (rc == RC_OK)
		rc = round_run(&round, net, err);
	if (rc == RC_OK && round.keep && giving.came)
		rc = archive_keep_write(round.keep, err);
	round_close(&round);
	return rc;
}

struct difficulty_giving {
	enum rc (*done)(void *ctx, const struct fetch_reply *reply, struct err *err);
	void *ctx;
};

static enum rc difficulty_give(void *ctx, size_t i, const struct fetch_reply *reply, struct err *err)
{
	const struct difficulty_giving *giving = ctx;

	(void)i;
	return giving->done(giving->ctx, reply, err);
}

enum rc fetch_live_difficulty(struct net *net, const struct fetch_options *options,
                              enum rc (*done)(void *ctx, const struct fetch_reply *reply, struct err *err), void *ctx, struct err *err)
{
	struct difficulty_giving giving = {done, ctx};
	struct round round = {.give = difficulty_give, .ctx = &giving};
	char url[URL_MAX];
	enum rc rc = round_open(&round, 1, err);

	if (rc == RC_OK)
		rc = mempool_difficulty_url(url, options->mempool_url, err);
	if (rc == RC_OK)
		rc = round_ask(&round, 0, 0, FETCH_REPLY_DIFFICULTY_KEY, NULL, url, err);
	if (rc == RC_OK)
		rc = round_run(&round, net, err);
	round_close(&round);
	return rc;
}

struct price_giving {
	enum rc (*done)(void *ctx, int64_t utc, const struct fetch_reply *reply, struct err *err);
	void *ctx;
	const int64_t *utc;
};

static enum rc price_give(void *ctx, size_t i, const struct fetch_reply *reply, struct err *err)
{
	const struct price_giving *giving = ctx;

	return giving->done(giving->ctx, giving->utc[i], reply, err);
}

enum rc fetch_live_prices(struct net *net, const struct fetch_options *options, const char *currency, const int64_t *utc, size_t n,
                          enum rc (*done)(void *ctx, int64_t utc, const struct fetch_reply *reply, struct err *err), void *ctx,
                          struct err *err)
{
	struct price_giving giving = {done, ctx, utc};
	struct round round = {.give = price_give, .ctx = &giving};
	char url[URL_MAX];
	enum rc rc = round_open(&round, n, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		rc = mempool_price_url(url, options->mempool_url, currency, utc[i], err);
		if (rc == RC_OK)
			rc = round_ask(&round, 0, 0, FETCH_REPLY_PRICE_KEY, NULL, url, err);
	}
	if (rc == RC_OK)
		rc = round_run(&round, net, err);
	round_close(&round);
	return rc;
}
