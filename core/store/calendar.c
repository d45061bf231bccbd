#include "core/store/calendar.h"

#include <stdio.h>

#include "core/base/tm.h"
#include "statements.h"

static enum rc take_days(const struct db_result *result, struct arena *arena, struct calendar_days *days, struct err *err)
{
	days->n = (size_t)db_rows(result);
	days->periods = NULL;
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

enum rc calendar_lacking(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err)
{
	return read_range(db, &statements_days_lacking, from, to, arena, days, err);
}

/* Rows of day and period, by day: their days, and of each its periods. */
static enum rc take_periods(const struct db_result *result, struct arena *arena, struct calendar_days *days, struct err *err)
{
	size_t rows = (size_t)db_rows(result);
	days->n = 0;
	days->day = arena_alloc(arena, (rows + 1) * sizeof(*days->day));
	days->periods = arena_alloc(arena, (rows + 1) * sizeof(*days->periods));
	if (days->day == NULL || days->periods == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu half hours", rows);
	for (size_t i = 0; i < rows; i++) {
		int32_t day = (int32_t)db_get_int(result, (int)i, 0);
		if (days->n == 0 || days->day[days->n - 1] != day) {
			days->periods[days->n] = (struct day_periods){0};
			days->day[days->n++] = day;
		}
		days->periods[days->n - 1].at[db_get_int(result, (int)i, 1)] = true;
	}
	return RC_OK;
}

enum rc calendar_due_periods(struct db *db, int32_t from, int32_t to, const char *read_before, bool extras, struct arena *arena,
                             struct calendar_days *days, struct err *err)
{
	struct db_result *result = NULL;
	char from_text[TM_TEXT_MAX], to_text[TM_TEXT_MAX];
	const char *const params[] = {tm_format_day(from_text, from), tm_format_day(to_text, to), read_before, extras ? "t" : "f"};
	enum rc rc = db_run(db, &statements_periods_due, params, &result, err);
	if (rc == RC_OK)
		rc = take_periods(result, arena, days, err);
	db_result_free(result);
	return rc;
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
