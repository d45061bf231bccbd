#include "core/ingest/keep.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/ingest/publish.h"
#include "core/store/control.h"
#include "core/store/generation.h"
#include "core/store/notification.h"
#include "core/store/revision.h"
#include "core/store/summaries.h"
#include "core/store/turn.h"
#include "core/store/unknown.h"

/* What a reading changes, half hour by half hour. */
struct change {
	struct day_periods write;        /* the half hour's own row */
	struct day_periods records;      /* and its records, of which some are others */
	struct day_periods replacements; /* and what replaced its curtailment cost */
	struct day_periods heal;         /* failed before, and now gave what is there */
	struct day_periods taken;        /* read well, changed or not */
	struct wind_generation_day wind; /* figures that differ from what is kept */
	struct system_price_day prices;
	struct physical_notification_day notifications;
	int prices_news, notifications_news;
	int wind_news; /* how many of them */
	bool failed;   /* some failed now */
};

static bool is_settled(const struct day_known *known)
{
	return known->state == DAY_COMPLETE && !known->provisional;
}

/* While this run was at it, another one read the half hour later, and found something else. */
static bool is_overtaken(const struct day_reading *reading, const struct day_known *known)
{
	return known->state == DAY_COMPLETE && reading->fetched_utc < known->fetched_utc &&
	       strcmp(known->rows_sha256, reading->rows_sha256) != 0;
}

static void warn_kept(struct run *run, int32_t day, int period, const char *why)
{
	char date[TM_TEXT_MAX];
	run->report.kept++;
	log_line(LOG_WARN, "period_kept", "date=%s period=%d reason=%s", tm_format_day(date, day), period, why);
}

/* Decides one half hour. An empty reply never replaces figures, nor does an early reading a settled one. */
static void decide(struct run *run, int32_t day, const struct day_reading *reading, const struct day_known *known, struct change *change)
{
	int p = reading->period;
	if (reading->state == DAY_NEVER) {
		change->failed = true;
	} else if (reading->state == DAY_MISSING) {
		change->write.at[p] = known->state == DAY_NEVER;
	} else if (reading->state == DAY_EMPTY && known->state == DAY_COMPLETE) {
		warn_kept(run, day, p, "empty");
		change->heal.at[p] = known->failed;
	} else if (reading->provisional && is_settled(known)) {
		warn_kept(run, day, p, "older");
		change->heal.at[p] = known->failed;
	} else if (is_overtaken(reading, known)) {
		change->heal.at[p] = known->failed;
	} else {
		bool same = known->state == reading->state && strcmp(known->rows_sha256, reading->rows_sha256) == 0;
		change->taken.at[p] = true;
		change->replacements.at[p] = !day_same_replacements(reading, known);
		change->write.at[p] = !same || change->replacements.at[p] || known->provisional != reading->provisional;
		change->records.at[p] = !same && (reading->n > 0 || known->state == DAY_COMPLETE);
		change->heal.at[p] = !change->write.at[p] && known->failed;
	}
}

void keep_count(struct report *report, const struct read_day *read)
{
	for (enum elexon_kind kind = ELEXON_STACKS; kind < ELEXON_KINDS; kind++) {
		report->days_without[kind] += !read->read[kind] && (kind != ELEXON_NOTIFICATIONS || read->notifications_asked);
		report->days_failed_of[kind] += read->failed_of[kind];
	}
	report->rows += read->counts.rows;
	report->duplicates += read->counts.duplicates;
	report->unknown_ids += read->counts.unknown_ids;
	report->empty += read->empty;
	report->missing += read->missing;
	report->counts.refused += read->refused;
	report->counts.periods_failed += read->failed;
	report->counts.periods += (int64_t)read->n - read->failed - read->missing;
	for (size_t i = 0; i < read->n; i++)
		if (read->readings[i].state == DAY_COMPLETE)
			report->counts.records += (int64_t)read->readings[i].n;
}

static enum rc calculate(struct run *run, int32_t day, const char *date, const struct day_periods *chosen, struct bitcoin_day *bitcoin,
                         struct err *err)
{
	struct bitcoin_half_hour *half_hours = NULL;
	size_t n = 0;
	int unknown = 0;
	enum rc rc = bitcoin_read_half_hours(run->db, date, chosen, &run->day, &half_hours, &n, err);
	if (rc == RC_OK)
		rc = calculate_day(&run->inputs, day, half_hours, n, &run->day, bitcoin, &unknown, err);
	if (rc == RC_OK && unknown > 0 && run->report.unknown_half_hours == 0)
		run->report.unknown_from = day;
	run->report.unknown_half_hours += unknown;
	return rc;
}

/* The changed half hours' records, and the Bitcoin that follows. */
static enum rc replace_records(struct run *run, const struct read_day *read, const char *date, const struct day_periods *chosen,
                               struct err *err)
{
	struct bitcoin_day bitcoin;
	enum rc rc = day_replace_records(run->db, date, read->readings, read->n, chosen, err);
	if (rc == RC_OK)
		rc = calculate(run, read->day, date, chosen, &bitcoin, err);
	return rc == RC_OK ? bitcoin_write(run->db, read->day, &bitcoin, chosen, err) : rc;
}

static enum rc write_refusals(struct run *run, const struct read_day *read, const char *date, struct err *err)
{
	enum rc rc = RC_OK;
	for (size_t i = 0; rc == RC_OK && i < read->n_refusals; i++)
		rc = refusal_write(run->db, date, run->run_id, &read->refusals[i], err);
	return rc;
}

/* Whether anything changes that a page shows. */
static bool is_shown(const struct change *change)
{
	return day_periods_any(&change->write) || change->wind_news > 0 || change->notifications_news > 0;
}

static enum rc write_figures(struct run *run, const struct read_day *read, const char *date, const struct change *change,
                             struct epochs_moved *moved, struct err *err)
{
	bool changed = false;
	enum rc rc = day_write_periods(run->db, date, run->run_id, read->readings, read->n, &change->write, err);
	if (rc == RC_OK)
		rc = day_fail_periods(run->db, date, run->run_id, read->readings, read->n, err);
	if (rc == RC_OK)
		rc = write_refusals(run, read, date, err);
	if (rc == RC_OK)
		rc = day_heal_periods(run->db, date, &change->heal, err);
	if (rc == RC_OK && day_periods_any(&change->records))
		rc = replace_records(run, read, date, &change->records, err);
	if (rc == RC_OK && day_periods_any(&change->replacements))
		rc = day_write_replacements(run->db, date, read->readings, read->n, &change->replacements, err);
	if (rc == RC_OK && change->wind_news > 0)
		rc = generation_write(run->db, date, &change->wind, err);
	if (rc == RC_OK && change->prices_news > 0)
		rc = control_write(run->db, date, &change->prices, err);
	if (rc == RC_OK && change->notifications_news > 0)
		rc = notification_write(run->db, date, &change->notifications, err);
	if (rc == RC_OK && (change->notifications_news > 0 || day_periods_any(&change->records)))
		rc = notification_build(run->db, date, err);
	if (rc == RC_OK && is_shown(change))
		rc = summaries_build(run->db, date, true, moved, &changed, err);
	if (rc == RC_OK && change->prices_news > 0 && !changed) /* no figure's, but the day's coverage is read by its epochs */
		rc = epochs_bump_day(run->db, date, moved, err);
	return rc;
}

/* Records, or their replacement's cost, that change of a day that was complete leave a revision. */
static enum rc write_change(struct run *run, const struct read_day *read, const char *date, const struct change *change,
                            struct epochs_moved *moved, struct err *err)
{
	struct day_periods revised = change->records;
	for (int p = 1; p <= SETTLEMENT_PERIODS_MAX; p++)
		revised.at[p] |= change->replacements.at[p];
	bool revises = day_periods_any(&revised);
	enum rc rc = revises ? revision_open(run->db, date, run->run_id, &revised, err) : RC_OK;
	if (rc == RC_OK)
		rc = write_figures(run, read, date, change, moved, err);
	return rc == RC_OK && revises ? revision_close(run->db, date, run->run_id, err) : rc;
}

/* Ends the transaction either way; after a commit the epochs go to Redis. */
static enum rc conclude(struct run *run, enum rc rc, const struct epochs_moved *moved, struct err *err)
{
	if (rc == RC_OK)
		rc = db_commit(run->db, err);
	if (rc != RC_OK)
		db_rollback(run->db);
	else
		publish_epochs(run->kv, moved);
	return rc;
}

static enum rc find_wind_news(struct run *run, const struct read_day *read, const char *date, struct change *change, struct err *err)
{
	struct wind_generation_day known;
	if (!read->read[ELEXON_WIND])
		return RC_OK;
	change->wind = read->wind;
	enum rc rc = generation_read(run->db, date, &known, err);
	if (rc == RC_OK)
		change->wind_news = wind_generation_news(&change->wind, &known);
	return rc;
}

static enum rc find_prices_news(struct run *run, const struct read_day *read, const char *date, struct change *change, struct err *err)
{
	struct system_price_day known;
	change->prices = read->prices;
	enum rc rc = control_read(run->db, date, &known, err);
	if (rc == RC_OK)
		change->prices_news = system_price_news(&change->prices, &known);
	return rc;
}

static enum rc find_notifications_news(struct run *run, const struct read_day *read, const char *date, struct change *change,
                                       struct err *err)
{
	struct physical_notification_day known;
	if (!read->read[ELEXON_NOTIFICATIONS])
		return RC_OK;
	change->notifications = read->notifications;
	enum rc rc = notification_read(run->db, date, &run->units, &run->day, &known, err);
	if (rc == RC_OK)
		change->notifications_news = physical_notification_news(&change->notifications, &known);
	return rc;
}

static enum rc find_news(struct run *run, const struct read_day *read, const char *date, struct change *change, struct err *err)
{
	enum rc rc = find_wind_news(run, read, date, change, err);
	if (rc == RC_OK)
		rc = find_prices_news(run, read, date, change, err);
	return rc == RC_OK ? find_notifications_news(run, read, date, change, err) : rc;
}

enum rc keep_compare(struct run *run, const struct read_day *read, const char *date, bool differs[ELEXON_KINDS], struct err *err)
{
	struct change change = {0};
	enum rc rc = find_news(run, read, date, &change, err);
	differs[ELEXON_WIND] = change.wind_news > 0;
	differs[ELEXON_SYSTEM_PRICES] = read->read[ELEXON_SYSTEM_PRICES] && change.prices_news > 0;
	differs[ELEXON_NOTIFICATIONS] = change.notifications_news > 0;
	return rc;
}

/* Begins a day's transaction: from here on nobody else changes the day, nor what it is worked out with. */
static enum rc take_turn(struct run *run, const char *date, struct err *err)
{
	enum rc rc = db_begin(run->db, err);
	if (rc == RC_OK)
		rc = turn_day(run->db, date, err);
	return rc == RC_OK ? run_renew_inputs(run, err) : rc;
}

/* Compares the reading with what is known. */
static enum rc find_change(struct run *run, const struct read_day *read, const char *date, struct change *change, struct err *err)
{
	struct day_known known[SETTLEMENT_PERIODS_MAX + 1];
	enum rc rc = day_read_known(run->db, date, known, err);
	if (rc == RC_OK)
		rc = find_news(run, read, date, change, err);
	for (size_t i = 0; rc == RC_OK && i < read->n; i++)
		decide(run, read->day, &read->readings[i], &known[read->readings[i].period], change);
	return rc;
}

enum rc keep_day(struct run *run, const struct read_day *read, struct err *err)
{
	char date[TM_TEXT_MAX];
	struct change change = {0};
	struct epochs_moved moved = {0};
	enum rc rc = take_turn(run, tm_format_day(date, read->day), err);
	if (rc == RC_OK)
		rc = find_change(run, read, date, &change, err);
	bool changed = is_shown(&change);
	if (rc == RC_OK && (changed || change.prices_news > 0 || change.failed || read->n_refusals > 0 || day_periods_any(&change.heal)))
		rc = write_change(run, read, date, &change, &moved, err);
	if (rc == RC_OK && day_periods_any(&change.taken))
		rc = unknown_write(run->db, date, &change.taken, read->counts.unknown, read->counts.n_unknown, err);
	rc = conclude(run, rc, &moved, err);
	if (rc == RC_OK)
		keep_count(&run->report, read);
	run->report.days_changed += rc == RC_OK && changed;
	return rc;
}

static enum rc write_recalculated(struct run *run, int32_t day, const char *date, const struct bitcoin_day *bitcoin,
                                  struct epochs_moved *moved, bool *changed, struct err *err)
{
	struct day_periods differ = {0};
	enum rc rc = bitcoin_compare(run->db, date, bitcoin, &differ, err);
	bool any = day_periods_any(&differ);
	if (rc == RC_OK && any)
		rc = bitcoin_clear(run->db, date, &differ, err);
	if (rc == RC_OK && any)
		rc = bitcoin_write(run->db, day, bitcoin, &differ, err);
	return rc == RC_OK ? summaries_build(run->db, date, any, moved, changed, err) : rc;
}

enum rc keep_recalculated(struct run *run, int32_t day, struct err *err)
{
	char date[TM_TEXT_MAX];
	struct day_periods all = {0};
	struct bitcoin_day bitcoin;
	struct epochs_moved moved = {0};
	bool changed = false;
	(void)tm_format_day(date, day);
	for (int p = 1; p <= settlement_periods(day); p++)
		all.at[p] = true;
	enum rc rc = take_turn(run, date, err);
	if (rc == RC_OK)
		rc = calculate(run, day, date, &all, &bitcoin, err);
	if (rc == RC_OK)
		rc = write_recalculated(run, day, date, &bitcoin, &moved, &changed, err);
	rc = conclude(run, rc, &moved, err);
	run->report.days_changed += rc == RC_OK && changed;
	return rc;
}
