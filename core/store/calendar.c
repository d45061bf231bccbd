#include "core/store/calendar.h"

#include <stdio.h>

#include "core/base/tm.h"
#include "statements.h"

enum rc calendar_read(struct db *db, const struct db_stmt *stmt, const char *const *params, struct arena *arena, struct calendar_days *days,
                      struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, stmt, params, &result, err);
	days->n = rc == RC_OK ? (size_t)db_rows(result) : 0;
	days->day = arena_alloc(arena, (days->n + 1) * sizeof(*days->day));
	if (rc == RC_OK && days->day == NULL)
		rc = err_set(err, RC_FAIL, "out of memory for %zu days", days->n);
	for (size_t i = 0; rc == RC_OK && i < days->n; i++)
		days->day[i] = (int32_t)db_get_int(result, (int)i, 0);
	db_result_free(result);
	return rc;
}

static enum rc read_range(struct db *db, const struct db_stmt *stmt, int32_t from, int32_t to, struct arena *arena,
                          struct calendar_days *days, struct err *err)
{
	char from_text[TM_TEXT_MAX], to_text[TM_TEXT_MAX];
	const char *const params[] = {tm_format_day(from_text, from), tm_format_day(to_text, to)};
	return calendar_read(db, stmt, params, arena, days, err);
}

enum rc calendar_due(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err)
{
	return read_range(db, &statements_days_due, from, to, arena, days, err);
}

enum rc calendar_kept(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err)
{
	return read_range(db, &statements_days_kept, from, to, arena, days, err);
}

enum rc calendar_ensure_partition(struct db *db, int32_t day, struct err *err)
{
	int year, month, mday;
	char text[12];
	tm_civil(day, &year, &month, &mday);
	(void)snprintf(text, sizeof(text), "%d", year);
	return db_run(db, &statements_partition_ensure, (const char *const[]){text}, NULL, err);
}
