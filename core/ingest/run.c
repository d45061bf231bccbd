#include "core/ingest/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/keep.h"
#include "core/ingest/verify.h"
#include "core/model/settlement.h"
#include "core/store/calendar.h"
#include "core/store/job_queue.h"
#include "core/store/notification.h"
#include "core/store/series.h"
#include "core/store/turn.h"

#define STATEMENT_TIMEOUT_MS 120000
#define NOTE_EVERY_MS 1000

static enum rc open_database(struct run *run, struct err *err)
{
	const char *dsn = cfg_get(run->cfg, CFG_DATABASE_INGEST);
	if (dsn[0] == '\0')
		return err_set(err, RC_CONFIG,
		               "database_ingest is not set: set WINDFALL_STATE_DIR to a stack's folder, or WINDFALL_DATABASE_INGEST");
	enum rc rc = db_open(&run->db, dsn, STATEMENT_TIMEOUT_MS, err);
	return rc == RC_OK ? instance_require(run->db, cfg_get(run->cfg, CFG_SOURCE), run->source, err) : rc;
}

enum rc run_begin_reading(struct run *run, const struct cfg *cfg, struct err *err)
{
	*run = (struct run){.cfg = cfg, .writes_nothing = true};
	arena_init(&run->arena, LIMIT_DAY_ARENA_BYTES);
	arena_init(&run->day, LIMIT_DAY_ARENA_BYTES);
	arena_init(&run->scratch, LIMIT_DAY_ARENA_BYTES);
	arena_init(&run->reference, LIMIT_DAY_ARENA_BYTES);
	report_begin(&run->report);
	return open_database(run, err);
}

enum rc run_begin(struct run *run, const struct cfg *cfg, const struct run_entry *entry, struct err *err)
{
	char id[24];
	enum rc rc = run_begin_reading(run, cfg, err);
	run->writes_nothing = false;
	if (rc == RC_OK)
		rc = kv_open(&run->kv, cfg_get(cfg, CFG_REDIS_SOCKET), err);
	if (rc == RC_OK)
		rc = journal_lock(run->db, entry->kind, err);
	if (rc == RC_OK)
		rc = journal_start(run->db, entry->kind, entry->arguments, &run->run_id, err);
	run->watched = entry->job_id != 0;
	if (rc == RC_OK && run->watched)
		rc = job_queue_link(run->db, entry->job_id, run->run_id, err);
	(void)snprintf(id, sizeof(id), "%" PRId64, run->run_id);
	log_context("run_id", run->run_id == 0 ? NULL : id);
	return rc;
}

/* All requests so far, of whatever source. */
static void count_net(struct run *run)
{
	struct net_counts counts = run->others;
	if (run->fetch != NULL)
		net_counts_add(&counts, fetch_counted(run->fetch));
	report_net(&run->report, counts);
}

enum rc run_end(struct run *run, enum rc rc, struct err *err)
{
	char text[REPORT_TEXT_MAX];
	struct err closing = {0};
	run->report.counts.peak_memory_kb = os_peak_memory_kb();
	count_net(run);
	if (run->run_id != 0) {
		const char *message = rc != RC_OK ? err->text : run->message != NULL ? run->message : report_text(&run->report, text);
		enum rc closed = journal_finish(run->db, run->run_id, err_exit_status(rc), message, &run->report.counts, &closing);
		if (closed != RC_OK && rc == RC_OK)
			rc = err_set(err, closed, "the run's row could not be closed: %s", closing.text);
	}
	log_context("run_id", NULL);
	fetch_close(run->fetch);
	kv_close(run->kv);
	db_close(run->db);
	arena_fini(&run->arena);
	arena_fini(&run->day);
	arena_fini(&run->scratch);
	arena_fini(&run->reference);
	return rc;
}

static enum rc read_inputs(struct run *run, struct err *err)
{
	struct price *prices = NULL;
	arena_reset(&run->reference);
	enum rc rc = series_load_difficulty(run->db, &run->reference, &run->inputs.series, err);
	if (rc == RC_OK)
		rc = series_load_prices(run->db, run->inputs_from, run->inputs_to, &run->reference, &prices, &run->inputs.n_prices, err);
	run->inputs.prices = prices;
	return rc;
}

/* Of which days the difficulty and the prices are wanted; the days may go up or down. The first day reads them. */
static void plan_inputs(struct run *run, const struct calendar_days *days)
{
	int32_t first = days->day[0], last = days->day[days->n - 1];
	run->inputs_from = (first < last ? first : last) - 1; /* a settlement day starts on the UTC date before, in summer */
	run->inputs_to = first < last ? last : first;
	run->inputs_epoch = -1;
}

enum rc run_renew_inputs(struct run *run, struct err *err)
{
	int64_t epoch = 0, wind_units = 0;
	enum rc rc = turn_read_reference(run->db, &epoch, &wind_units, err);
	if (rc == RC_OK && run->units.n > 0 && wind_units != run->wind_units)
		return err_set(err, RC_PARTLY, "a register named new wind units meanwhile: the next run reads this day with them");
	if (rc != RC_OK || epoch == run->inputs_epoch)
		return rc;
	run->inputs_epoch = epoch;
	return read_inputs(run, err);
}

/* A damaged archive of one day is no reason to leave the others out. */
static enum rc refuse_day(struct run *run, int32_t day, const char *why)
{
	char date[TM_TEXT_MAX];
	run->report.days_refused++;
	log_line(LOG_ERROR, "day_refused", "date=%s detail=%s", tm_format_day(date, day), log_quote(why));
	return RC_OK;
}

static enum rc read_then(struct run *run, int32_t day, enum rc (*then)(struct run *, const struct read_day *, struct err *),
                         struct err *err)
{
	const struct read_day *read = NULL;
	arena_reset(&run->day);
	enum rc rc = ahead_next(run->ahead, report_show, &run->report, &read, err);
	net_counts_add(&run->others, ahead_counted(run->ahead));
	if (rc == RC_DATA)
		return refuse_day(run, day, err->text);
	return rc == RC_OK ? then(run, read, err) : rc;
}

static enum rc ingest_day(struct run *run, int32_t day, struct err *err)
{
	return read_then(run, day, keep_day, err);
}

static enum rc compare_day(struct run *run, int32_t day, struct err *err)
{
	return read_then(run, day, verify_day, err);
}

/* Tells the run's row how far it has come; unless it is watched, not for every one of many short days. */
static enum rc note_progress(struct run *run, struct err *err)
{
	int64_t now_ms = tm_monotonic_ms();
	if (run->run_id == 0 || (!run->watched && run->noted_ms != 0 && now_ms - run->noted_ms < NOTE_EVERY_MS))
		return RC_OK;
	run->noted_ms = now_ms;
	return journal_progress(run->db, run->run_id, run->report.counts.days, (int64_t)run->report.days_total, err);
}

/* Each of the days, through one; what stops the run names the day. */
static enum rc each_day(struct run *run, const struct calendar_days *days, enum rc (*one)(struct run *, int32_t, struct err *),
                        struct err *err)
{
	char date[TM_TEXT_MAX];
	report_expect(&run->report, days->n);
	enum rc rc = note_progress(run, err);
	for (size_t i = 0; rc == RC_OK && i < days->n; i++) {
		rc = os_stopping() ? err_set(err, RC_PARTLY, "told to stop") : one(run, days->day[i], err);
		count_net(run);
		if (rc != RC_OK)
			return err_wrap(err, "%s", tm_format_day(date, days->day[i]));
		report_day_done(&run->report);
		rc = note_progress(run, err);
	}
	return rc;
}

static bool has_day(const struct calendar_days *days, int32_t day)
{
	for (size_t i = 0; i < days->n; i++)
		if (days->day[i] == day)
			return true;
	return false;
}

/* Notifications are final before a half hour begins: those of a day are read once it is over, and again only where the whole day is. */
static enum rc choose_notifications(struct run *run, struct calendar_days *days, struct err *err)
{
	struct calendar_days kept = {0};
	int64_t now_utc = tm_now_utc();
	enum rc rc = RC_OK;
	if (days->n > 0 && days->periods != NULL && !run->rereads_notifications)
		rc = notification_kept(run->db, days->day[0], days->day[days->n - 1], &run->arena, &kept, err);
	days->notifications = arena_alloc(&run->arena, (days->n + 1) * sizeof(*days->notifications));
	if (rc == RC_OK && days->notifications == NULL)
		rc = err_set(err, RC_FAIL, "out of memory for %zu days", days->n);
	for (size_t i = 0; rc == RC_OK && i < days->n; i++)
		days->notifications[i] = settlement_day_start_utc(days->day[i] + 1) <= now_utc && !has_day(&kept, days->day[i]);
	return rc;
}

/* The same for days that are read: by a process ahead of this one. */
static enum rc each_day_read(struct run *run, const struct calendar_days *asked, enum rc (*one)(struct run *, int32_t, struct err *),
                             struct err *err)
{
	struct calendar_days days = *asked;
	enum rc rc = choose_notifications(run, &days, err);
	if (rc == RC_OK)
		rc = ahead_start(&run->ahead, run->fetch, &days, &run->units, err);
	if (rc == RC_OK)
		rc = each_day(run, &days, one, err);
	ahead_end(run->ahead);
	run->ahead = NULL;
	return rc;
}

static enum rc ensure_partitions(struct run *run, const struct calendar_days *days, struct err *err)
{
	int year, before = 0, month, mday;
	for (size_t i = 0; i < days->n; i++) {
		tm_civil(days->day[i], &year, &month, &mday);
		enum rc rc = year == before ? RC_OK : calendar_ensure_partition(run->db, days->day[i], err);
		if (rc != RC_OK)
			return rc;
		before = year;
	}
	return RC_OK;
}

static enum rc load_units(struct run *run, struct err *err)
{
	int64_t epoch = 0;
	enum rc rc = turn_read_reference(run->db, &epoch, &run->wind_units, err); /* before the units: one that comes between is noticed */
	if (rc == RC_OK)
		rc = register_load(run->db, &run->arena, &run->units, err);
	if (rc == RC_OK && run->units.n == 0)
		rc = err_set(err, RC_CONFIG, "the register of BM units is empty, so no farm is known: run `windfall sync units` first");
	return rc;
}

enum rc run_prepare(struct run *run, const struct calendar_days *days, struct err *err)
{
	enum rc rc = load_units(run, err);
	if (rc == RC_OK)
		rc = ensure_partitions(run, days, err);
	plan_inputs(run, days);
	return rc;
}

enum rc run_ingest(struct run *run, const struct calendar_days *days, struct err *err)
{
	if (days->n == 0)
		return RC_OK;
	enum rc rc = run_prepare(run, days, err);
	if (rc == RC_OK)
		rc = each_day_read(run, days, ingest_day, err);
	return rc == RC_OK ? report_verdict(&run->report, err) : rc;
}

enum rc run_verify(struct run *run, const struct calendar_days *days, struct err *err)
{
	enum rc rc = load_units(run, err);
	if (rc == RC_OK)
		rc = each_day_read(run, days, compare_day, err);
	return rc == RC_OK ? report_verdict(&run->report, err) : rc;
}

static enum rc recalculate_day(struct run *run, int32_t day, struct err *err)
{
	arena_reset(&run->day);
	return keep_recalculated(run, day, err);
}

enum rc run_recalculate(struct run *run, const struct calendar_days *days, struct err *err)
{
	if (days->n == 0)
		return RC_OK;
	plan_inputs(run, days);
	enum rc rc = each_day(run, days, recalculate_day, err);
	return rc == RC_OK ? report_verdict(&run->report, err) : rc;
}
