/* Which settlement days a run reads. */
#ifndef WINDFALL_INGEST_PLAN_H
#define WINDFALL_INGEST_PLAN_H

#include "core/base/cfg.h"
#include "core/store/calendar.h"

#define PLAN_DEFAULT_DAYS 7

/* What was asked for: TM_DAY_NONE where it was not. */
struct plan_range {
	int32_t from, to;
};

/* RC_USAGE unless from ≤ to, both within the calendar and not in the future; the text names what is allowed. */
enum rc plan_check(const struct plan_range *range, struct err *err) MUST_CHECK;

/* RC_USAGE unless both ends were given, or neither. */
enum rc plan_check_ends(const struct plan_range *range, struct err *err) MUST_CHECK;

/* Every day of a range that was checked. */
enum rc plan_all_days(struct plan_range range, struct arena *arena, struct calendar_days *days, struct err *err) MUST_CHECK;

/* Days to read, in the arena. Asked for on the command line: all of them, again, or with due those that are not settled. By
 * configuration, or by default (the last 7 complete days; the last 7 that archive_dir holds where that is given): only those due. */
enum rc plan_days(struct db *db, const struct cfg *cfg, struct plan_range asked, bool due, const char *archive_dir, struct arena *arena,
                  struct calendar_days *days, struct err *err) MUST_CHECK;

#endif
