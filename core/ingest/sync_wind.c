#include <inttypes.h>
#include <stdio.h>

#include "core/base/tm.h"
#include "core/ingest/sync.h"
#include "core/store/generation.h"

#define DAYS_BACK 31

static enum rc list_days(struct run *run, int32_t from, int32_t to, struct calendar_days *days, struct err *err)
{
	int32_t today = settlement_day_of(tm_now_utc());
	enum rc rc = RC_OK;
	*days = (struct calendar_days){0};
	if (from == TM_DAY_NONE) {
		rc = generation_missing(run->db, today - DAYS_BACK, today, &run->arena, days, err);
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

enum rc sync_wind(struct run *run, int32_t from, int32_t to, char text[SYNC_TEXT_MAX], struct err *err)
{
	struct calendar_days days;
	enum rc rc = list_days(run, from, to, &days, err);
	if (rc == RC_OK)
		rc = run_ingest(run, &days, err);
	if (rc != RC_OK)
		return rc;
	int64_t failed = run->report.days_failed_of[ELEXON_WIND];
	(void)snprintf(text, SYNC_TEXT_MAX, "wind: %zu days asked for, %" PRId64 " gave nothing; %" PRId64 " new or changed", days.n,
	               run->report.days_without[ELEXON_WIND], run->report.days_changed);
	if (failed == 0)
		return RC_OK;
	return err_set(err, failed == (int64_t)days.n ? RC_UNAVAILABLE : RC_PARTLY,
	               "the wind output of %" PRId64 " of %zu days could not be read: the log names each", failed, days.n);
}
