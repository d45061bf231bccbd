/* Which settlement days the database has, or lacks. */
#ifndef WINDFALL_STORE_CALENDAR_H
#define WINDFALL_STORE_CALENDAR_H

#include "core/base/arena.h"
#include "core/io/db.h"
#include "core/store/day.h"

/* Days in the arena, ascending. */
struct calendar_days {
	int32_t *day;
	struct day_periods *periods; /* of each day those that are meant; NULL: all */
	bool *notifications;         /* whether each day's are meant; NULL: none */
	size_t n;
};

/* The days that a statement returns in its first column, as days since 1970-01-01. */
enum rc calendar_read(struct db *db, const struct db_stmt *stmt, const char *const *params, struct arena *arena, struct calendar_days *days,
                      struct err *err) MUST_CHECK;

/* Of a range: days not settled (a half hour missing, read too early, or failed), and days with a complete half hour. */
enum rc calendar_due(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err) MUST_CHECK;
enum rc calendar_kept(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err) MUST_CHECK;

/* Of a range, and of what has begun and ended: half hours that are not complete, that failed, or that are provisional and were read before
 * read_before (a UTC time as text, or "-infinity": none of these). With extras also days, without any half hour, that lack wind output,
 * notifications or system prices. */
enum rc calendar_due_periods(struct db *db, int32_t from, int32_t to, const char *read_before, bool extras, struct arena *arena,
                             struct calendar_days *days, struct err *err) MUST_CHECK;

/* Of a range: days whose Bitcoin, or its value, is not known; today's has none yet. */
enum rc calendar_lacking(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days,
                         struct err *err) MUST_CHECK;

/* Every day ever asked for, and how it stands: '#' complete, '+' complete but provisional, '!' half hours failed, '-' in part, '.' nothing. */
enum rc calendar_marks(struct db *db, struct arena *arena, struct calendar_days *days, char **marks, struct err *err) MUST_CHECK;

enum rc calendar_ensure_partition(struct db *db, int32_t day, struct err *err) MUST_CHECK; /* of the day's year */

#endif
