/* Replies of the sources, live over HTTP or out of an archive, through one interface. */
#ifndef WINDFALL_INGEST_FETCH_H
#define WINDFALL_INGEST_FETCH_H

#include <stddef.h>

#include "core/base/err.h"
#include "core/base/sv.h"
#include "core/ingest/source/elexon.h"
#include "core/io/net.h"
#include "core/store/day.h"

struct fetch;

struct fetch_options {
	const char *elexon_url, *mempool_url;
	const char *archive_dir; /* live replies are kept there; NULL or "": they are not */
	int rate;                /* requests a second; 0: no limit */
	int parallel;
	const char *ca_file; /* as net_options */
};

enum fetch_state {
	FETCH_OK,     /* body is whole JSON of the expected shape, not parsed yet */
	FETCH_ABSENT, /* the archive does not hold it: missing, not failed */
	FETCH_FAILED,
};

struct fetch_reply {
	enum fetch_state state;
	int status;          /* HTTP status, 0 where none came */
	struct sv path;      /* as the archive names it; good during the call, as body is */
	struct sv body;      /* of FETCH_OK, and what came of a malformed one */
	int64_t fetched_utc; /* 0 where the archive does not say */
	char failure
	    [16]; /* of FETCH_FAILED: http_404, http_429, http_5xx, timeout, reset, truncated, malformed, too_large, tls, redirect, transport */
	char detail[160]; /* for people */
};

/* Options are borrowed until fetch_close. RC_CONFIG for an address that is neither https nor loopback. */
enum rc fetch_open_live(struct fetch **fetch, const struct fetch_options *options, struct err *err) MUST_CHECK;
enum rc fetch_open_archive(struct fetch **fetch, const char *dir, struct err *err) MUST_CHECK; /* RC_CONFIG where dir is no folder */
enum rc fetch_reopen(struct fetch *fetch, struct err *err) MUST_CHECK; /* in a process just started, which has no connection of its own */
void fetch_close(struct fetch *fetch);                                 /* NULL is fine */
struct net_counts fetch_counted(const struct fetch *fetch);

/* What is asked about a day, beside what it has once. */
struct fetch_wanted {
	const struct day_periods *periods; /* whose stacks; NULL: all */
	const char *const *notifying;      /* units whose notifications are read; an archive gives all that it has where there is one */
	size_t n_notifying;
};

/* What there is about the day: both stacks of half hours, the rest with period 0. done is called once for each but notifications, of which each
 * reply tells in its path whose it is, in no particular order; a later one of an archive counts. Live: the final replies (200, 404) are
 * appended to the archive at the end. RC_PARTLY when stopped half way, RC_DATA where the day's archive file is damaged (then before any call of
 * done), else done's first failure. */
enum rc fetch_day(struct fetch *fetch, int32_t day, const struct fetch_wanted *wanted,
                  enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err),
                  void *ctx, struct err *err) MUST_CHECK;

/* Live: today's register. Archive: every one it holds, by date; none: done is not called. */
enum rc fetch_registers(struct fetch *fetch,
                        enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err), void *ctx,
                        struct err *err) MUST_CHECK;

/* mempool, live only (an archive gives FETCH_ABSENT): the retargets; the prices in a currency (GBP, USD) at n UTC seconds. */
enum rc fetch_difficulty(struct fetch *fetch, enum rc (*done)(void *ctx, const struct fetch_reply *reply, struct err *err), void *ctx,
                         struct err *err) MUST_CHECK;
enum rc fetch_prices(struct fetch *fetch, const char *currency, const int64_t *utc, size_t n,
                     enum rc (*done)(void *ctx, int64_t utc, const struct fetch_reply *reply, struct err *err), void *ctx,
                     struct err *err) MUST_CHECK;

#endif
