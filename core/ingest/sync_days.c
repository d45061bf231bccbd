#include <inttypes.h>
#include <stdio.h>

#include "core/base/tm.h"
#include "core/ingest/sync.h"
#include "core/store/generation.h"
#include "core/store/notification.h"

#define DAYS_BACK 31

/* What is read of a whole day beside its stacks. */
struct extra {
	enum elexon_kind kind;
	const char *series;
	enum rc (*missing)(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err);
};

static enum rc list_days(struct run *run, const struct extra *extra, int32_t from, int32_t to, struct calendar_days *days, struct err *err)
{
	int32_t today = settlement_day_of(tm_now_utc());
	enum rc rc = RC_OK;
	*days = (struct calendar_days){0};
	if (from == TM_DAY_NONE) {
		rc = extra->missing(run->db, today - DAYS_BACK, today, &run->arena, days, err);
	} else {
		days->n = (size_t)(to - from) + 1;
		days->day = arena_alloc(&run->arena, days->n * sizeof(*days->day));
		for (size_t i = 0; days->day != NULL && i < days->n; i++)
			days->day[i] = from + (int32_t)i;
	}
	days->periods = arena_alloc(&run->arena, (days->n + 1) * sizeof(*days->periods)); /* no half hour's stacks */
	if (rc == RC_OK && (days->day == NULL || days->periods == NULL))
		rc = err_set(err, RC_FAIL, "out of memory for %zu days", days->n);
	return rc;
}

static enum rc read_extra(struct run *run, const struct extra *extra, int32_t from, int32_t to, char text[SYNC_TEXT_MAX], struct err *err)
{
	struct calendar_days days;
	enum rc rc = list_days(run, extra, from, to, &days, err);
	if (rc == RC_OK)
		rc = run_ingest(run, &days, err);
	if (rc != RC_OK)
		return rc;
	int64_t failed = run->report.days_failed_of[extra->kind];
	(void)snprintf(text, SYNC_TEXT_MAX, "%s: %zu days asked for, %" PRId64 " gave nothing; %" PRId64 " new or changed", extra->series,
	               days.n, run->report.days_without[extra->kind], run->report.days_changed);
	if (failed == 0)
		return RC_OK;
	return err_set(err, failed == (int64_t)days.n ? RC_UNAVAILABLE : RC_PARTLY,
	               "the %s of %" PRId64 " of %zu days could not be read: the log names each", elexon_kind_name(extra->kind), failed,
	               days.n);
}

enum rc sync_days_wind(struct run *run, int32_t from, int32_t to, char text[SYNC_TEXT_MAX], struct err *err)
{
	static const struct extra extra = {ELEXON_WIND, "wind", generation_missing};
	return read_extra(run, &extra, from, to, text, err);
}

enum rc sync_days_notifications(struct run *run, int32_t from, int32_t to, char text[SYNC_TEXT_MAX], struct err *err)
{
	static const struct extra extra = {ELEXON_NOTIFICATIONS, "notifications", notification_missing};
	run->rereads_notifications = from != TM_DAY_NONE;
	return read_extra(run, &extra, from, to, text, err);
}
