#include "core/ingest/fetch.h"

#include "core/base/os.h"
#include "core/ingest/fetch_archive.h"
#include "core/ingest/fetch_live.h"

#define TRIES 4
#define TIMEOUT_MS 20000

struct fetch {
	struct net *net;              /* live, else NULL */
	struct fetch_options options; /* live */
	char *dir;                    /* of the archive */
};

static enum rc net_start(struct fetch *f, struct err *err)
{
	struct net_options options = {f->options.rate, f->options.parallel, TRIES, TIMEOUT_MS, f->options.ca_file};
	enum rc rc = net_check_url(f->options.elexon_url, err);

	if (rc == RC_OK)
		rc = net_check_url(f->options.mempool_url, err);
	return rc == RC_OK ? net_open(&f->net, &options, err) : rc;
}

enum rc fetch_open_live(struct fetch **fetch, const struct fetch_options *options, struct err *err)
{
	struct fetch *f = os_alloc(sizeof(*f));
	enum rc rc;

	*fetch = NULL;
	if (!f)
		return err_set(err, RC_FAIL, "no memory to fetch");
	f->options = *options;
	rc = net_start(f, err);
	if (rc == RC_OK)
		*fetch = f;
	else
		fetch_close(f);
	return rc;
}

enum rc fetch_open_archive(struct fetch **fetch, const char *dir, struct err *err)
{
	struct fetch *f;

	*fetch = NULL;
	if (!os_is_dir(dir))
		return err_set(err, RC_CONFIG, "%s: is no folder of recorded days", dir);
	f = os_alloc(sizeof(*f));
	if (f)
		f->dir = os_strdup(dir);
	if (!f || !f->dir) {
		fetch_close(f);
		return err_set(err, RC_FAIL, "no memory to read %s", dir);
	}
	*fetch = f;
	return RC_OK;
}

enum rc fetch_reopen(struct fetch *f, struct err *err)
{
	return f->net ? net_start(f, err) : RC_OK;
}

void fetch_close(struct fetch *f)
{
	if (!f)
		return;
	net_close(f->net);
	os_free(f->dir);
	os_free(f);
}

struct net_counts fetch_counted(const struct fetch *f)
{
	return f->net ? net_counted(f->net) : (struct net_counts){0};
}

enum rc fetch_day(struct fetch *f, int32_t day, const struct fetch_wanted *wanted,
                  enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err),
                  void *ctx, struct err *err)
{
	return f->net ? fetch_live_day(f->net, &f->options, day, wanted, done, ctx, err)
	              : fetch_archive_day(f->dir, day, wanted, done, ctx, err);
}

enum rc fetch_registers(struct fetch *f,
                        enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err), void *ctx,
                        struct err *err)
{
	return f->net ? fetch_live_register(f->net, &f->options, done, ctx, err) : fetch_archive_registers(f->dir, done, ctx, err);
}

static const struct fetch_reply absent = {.state = FETCH_ABSENT};

enum rc fetch_difficulty(struct fetch *f, enum rc (*done)(void *ctx, const struct fetch_reply *reply, struct err *err), void *ctx,
                         struct err *err)
{
	return f->net ? fetch_live_difficulty(f->net, &f->options, done, ctx, err) : done(ctx, &absent, err);
}

enum rc fetch_prices(struct fetch *f, const char *currency, const int64_t *utc, size_t n,
                     enum rc (*done)(void *ctx, int64_t utc, const struct fetch_reply *reply, struct err *err), void *ctx, struct err *err)
{
	enum rc rc = RC_OK;

	if (f->net)
		return fetch_live_prices(f->net, &f->options, currency, utc, n, done, ctx, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = done(ctx, utc[i], &absent, err);
	return rc;
}
