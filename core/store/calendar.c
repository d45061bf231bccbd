#include "core/store/calendar.h"

#include <stdio.h>

#include "core/base/tm.h"
#include "statements.h"

static enum rc take_days(const struct db_result *result, struct arena *arena, struct calendar_days *days, struct err *err)
{
	days->n = (size_t)db_rows(result);
	days->day = arena_alloc(arena, (days->n + 1) * sizeof(*days->day));
	if (days->day == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu days", days->n);
	for (size_t i = 0; i < days->n; i++)
		days->day[i] = (int32_t)db_get_int(result, (int)i, 0);
	return RC_OK;
}

enum rc calendar_read(struct db *db, const struct db_stmt *stmt, const char *const *params, struct arena *arena, struct calendar_days *days,
                      struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, stmt, params, &result, err);
	if (rc == RC_OK)
		rc = take_days(result, arena, days, err);
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

enum rc calendar_marks(struct db *db, struct arena *arena, struct calendar_days *days, char **marks, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_days_marked, NULL, &result, err);
	if (rc == RC_OK)
		rc = take_days(result, arena, days, err);
	*marks = rc == RC_OK ? arena_alloc(arena, days->n + 1) : NULL;
	if (rc == RC_OK && *marks == NULL)
		rc = err_set(err, RC_FAIL, "out of memory for %zu days", days->n);
	for (size_t i = 0; rc == RC_OK && i < days->n; i++)
		(*marks)[i] = db_get(result, (int)i, 1)[0];
	db_result_free(result);
	return rc;
}
