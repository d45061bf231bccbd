#include <inttypes.h>
#include <stdio.h>

#include "core/base/tm.h"
#include "core/ingest/parse_csv.h"
#include "core/ingest/parse_historical_price.h"
#include "core/ingest/publish.h"
#include "core/ingest/source/mempool.h"
#include "core/ingest/sync.h"
#include "core/store/series.h"
#include "core/store/turn.h"

#define DAY_S INT64_C(86400)

/* Prices and rates of one source. */
struct reading {
	struct price *closes;
	struct series_rate *rates;
	size_t n_closes, n_rates;
	const char *source;
	bool simulated, stands_back;
};

/* The moment the last day with a price ends; replies come in any order. */
static int64_t end_of_last(const struct reading *reading)
{
	int32_t last = reading->closes[0].day;
	for (size_t i = 1; i < reading->n_closes; i++)
		last = reading->closes[i].day > last ? reading->closes[i].day : last;
	return (last + 1) * DAY_S;
}

static enum rc write_reading(struct run *run, const struct reading *reading, struct calendar_days *changed, struct err *err)
{
	enum rc rc = RC_OK;
	if (reading->n_closes > 0) {
		rc = series_write_closes(run->db, reading->closes, reading->n_closes, reading->source, reading->simulated, reading->stands_back,
		                         err);
		if (rc == RC_OK)
			rc = series_write_known(run->db, "prices", end_of_last(reading), reading->source, err);
	}
	if (rc == RC_OK && reading->n_rates > 0)
		rc = series_write_rates(run->db, reading->rates, reading->n_rates, reading->source, err);
	return rc == RC_OK ? series_derive_prices(run->db, &run->arena, changed, err) : rc;
}

static enum rc store(struct run *run, const struct reading *reading, struct touched *touched, size_t *n_changed, struct err *err)
{
	struct calendar_days changed = {0};
	struct epochs_moved moved = {0};
	enum rc rc = db_begin(run->db, err);
	if (rc == RC_OK)
		rc = turn_reference(run->db, err);
	if (rc == RC_OK)
		rc = write_reading(run, reading, &changed, err);
	if (rc == RC_OK && changed.n > 0)
		rc = epochs_bump_key(run->db, "reference", &moved, err);
	if (rc == RC_OK)
		rc = db_commit(run->db, err);
	if (rc != RC_OK) {
		db_rollback(run->db);
		return rc;
	}
	publish_epochs(run->kv, &moved);
	for (size_t i = 0; i < changed.n; i++)
		touched_add(touched, changed.day[i] * DAY_S, (changed.day[i] + 1) * DAY_S);
	*n_changed += changed.n;
	return RC_OK;
}

/* A currency's prices by mempool. */
struct live {
	struct run *run;
	const char *currency;
	struct reading reading;
	struct live_counts {
		size_t missing, given, failed;
		char failure[200];
	} * counts;
};

/* mempool answers with its last price at or before the moment: it counts where it is of the day asked for. */
static enum rc take_reply(void *ctx, int64_t utc, const struct fetch_reply *reply, struct err *err)
{
	struct live *live = ctx;
	struct price *prices = NULL;
	size_t n = 0;
	int32_t day = (int32_t)(utc / DAY_S);
	if (reply->state != FETCH_OK) {
		live->counts->failed++;
		(void)snprintf(live->counts->failure, sizeof(live->counts->failure), "%s %s", reply->failure, reply->detail);
		return RC_OK;
	}
	enum rc rc = parse_historical_price(reply->body, &live->run->arena, &prices, &n, err);
	if (rc != RC_OK)
		return err_wrap(err, "mempool's price");
	for (size_t i = 0; i < n; i++) {
		if (prices[i].day != day || !(prices[i].known || prices[i].usd_known))
			continue;
		live->reading.closes[live->reading.n_closes++] = prices[i];
		break;
	}
	return RC_OK;
}

static enum rc fetch_missing(struct live *live, const struct calendar_days *missing, struct err *err)
{
	struct arena *arena = &live->run->arena;
	int64_t *utc = arena_alloc(arena, missing->n * sizeof(*utc));
	live->reading.closes = arena_alloc(arena, missing->n * sizeof(*live->reading.closes));
	if (utc == NULL || live->reading.closes == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu prices", missing->n);
	for (size_t i = 0; i < missing->n; i++)
		utc[i] = (missing->day[i] + 1) * DAY_S - 1;
	return fetch_prices(live->run->fetch, live->currency, utc, missing->n, take_reply, live, err);
}

static enum rc sync_currency(struct live *live, struct touched *touched, size_t *changed, struct err *err)
{
	struct calendar_days missing;
	enum rc rc = series_missing_prices(live->run->db, live->currency, &live->run->arena, &missing, err);
	if (rc == RC_OK && missing.n > 0)
		rc = fetch_missing(live, &missing, err);
	live->counts->missing += rc == RC_OK ? missing.n : 0;
	live->counts->given += live->reading.n_closes;
	return rc == RC_OK ? store(live->run, &live->reading, touched, changed, err) : rc;
}

enum rc sync_prices(struct run *run, struct touched *touched, char text[SYNC_TEXT_MAX], struct err *err)
{
	static const char *const currencies[] = {"GBP", "USD"};
	const char *source = mempool_name(cfg_get(run->cfg, CFG_MEMPOOL_URL), &run->arena);
	struct live_counts counts = {0};
	size_t changed = 0;
	enum rc rc = source == NULL ? err_set(err, RC_FAIL, "out of memory for a source") : RC_OK;
	for (size_t i = 0; rc == RC_OK && i < sizeof(currencies) / sizeof(currencies[0]); i++) {
		struct live live = {run, currencies[i], {.source = source, .stands_back = true}, &counts};
		rc = sync_currency(&live, touched, &changed, err);
	}
	if (rc != RC_OK)
		return rc;
	(void)snprintf(text, SYNC_TEXT_MAX,
	               "prices: %zu were missing of days that were ingested, in GBP and USD, %s gave %zu; %zu new or changed", counts.missing,
	               source, counts.given, changed);
	if (counts.failed == counts.missing && counts.missing > 0)
		return err_set(err, RC_UNAVAILABLE, "mempool's prices: %s", counts.failure);
	if (counts.failed > 0)
		return err_set(err, RC_PARTLY, "%zu of %zu prices failed: %s", counts.failed, counts.missing, counts.failure);
	return RC_OK;
}

static void add_daily(struct reading *reading, const struct parse_csv_daily *daily)
{
	if (daily->usd_close_micro.known || daily->gbp_quote_micro.known)
		reading->closes[reading->n_closes++] = (struct price){daily->day, daily->gbp_quote_micro.units, daily->gbp_quote_micro.known,
		                                                      daily->usd_close_micro.units, daily->usd_close_micro.known};
	if (daily->usd_gbp_e8.known)
		reading->rates[reading->n_rates++] = (struct series_rate){daily->day, daily->usd_gbp_e8.units};
}

static enum rc read_csv(struct run *run, const char *name, struct sv csv, struct reading *reading, struct err *err)
{
	struct parse_csv_daily *dailies = NULL;
	size_t n = 0;
	enum rc rc = parse_csv_dailies(csv, &run->arena, &dailies, &n, err);
	if (rc != RC_OK)
		return err_wrap(err, "%s", name);
	reading->closes = arena_alloc(&run->arena, (n + 1) * sizeof(*reading->closes));
	reading->rates = arena_alloc(&run->arena, (n + 1) * sizeof(*reading->rates));
	if (reading->closes == NULL || reading->rates == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu prices", n);
	for (size_t i = 0; i < n; i++)
		add_daily(reading, &dailies[i]);
	return RC_OK;
}

enum rc sync_prices_csv(struct run *run, const char *name, struct sv csv, struct touched *touched, char text[SYNC_TEXT_MAX],
                        struct err *err)
{
	struct reading reading = {.source = sync_source_of(csv, name, &run->arena), .simulated = sync_is_simulated(csv)};
	size_t changed = 0;
	enum rc rc = sync_check_kind(run, name, reading.simulated, err);
	if (rc == RC_OK)
		rc = read_csv(run, name, csv, &reading, err);
	if (rc == RC_OK)
		rc = store(run, &reading, touched, &changed, err);
	if (rc == RC_OK)
		(void)snprintf(text, SYNC_TEXT_MAX, "prices: %zu closes and %zu rates read from %s; %zu days' price new or changed",
		               reading.n_closes, reading.n_rates, name, changed);
	return rc;
}
