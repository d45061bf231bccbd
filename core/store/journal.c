#include "core/store/journal.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/store/rows.h"
#include "statements.h"

#define LOCK_TRIES 20 /* a tenth of a second apart: the session of a killed run ends within them */

static enum rc name_holder(struct db *db, const char *kind, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_lock_holder, &kind, &result, err);
	if (rc == RC_OK && db_rows(result) > 0)
		rc = err_set(err, RC_BUSY, "run %s (%s, since %s) is at work: try again when it has ended", db_get(result, 0, 0),
		             db_get(result, 0, 1), db_get(result, 0, 2));
	else if (rc == RC_OK)
		rc = err_set(err, RC_BUSY, "another `windfall %s` is at work: try again when it has ended", kind);
	db_result_free(result);
	return rc;
}

enum rc journal_lock(struct db *db, const char *kind, struct err *err)
{
	bool got = false;
	enum rc rc = db_lock(db, &statements_lock_try, kind, &got, err);
	for (int i = 0; rc == RC_OK && !got && i < LOCK_TRIES; i++) {
		rc = db_run(db, &statements_lock_pause, NULL, NULL, err);
		if (rc == RC_OK)
			rc = db_lock(db, &statements_lock_try, kind, &got, err);
	}
	return rc == RC_OK && !got ? name_holder(db, kind, err) : rc;
}

enum rc journal_start(struct db *db, const char *kind, const char *arguments, int64_t *run_id, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_run_start, (const char *const[]){kind, arguments}, &result, err);
	if (rc == RC_OK)
		*run_id = db_get_int(result, 0, 0);
	db_result_free(result);
	return rc;
}

enum rc journal_progress(struct db *db, int64_t run_id, int64_t days, int64_t days_total, struct err *err)
{
	char text[3][ROWS_NUMBER_MAX];
	const char *const params[] = {rows_number(text[0], run_id, 0), rows_number(text[1], days, 0), rows_number(text[2], days_total, 0)};
	return db_run(db, &statements_run_progress, params, NULL, err);
}

enum rc journal_finish(struct db *db, int64_t run_id, int exit_status, const char *message, const struct journal_counts *counts,
                       struct err *err)
{
	const int64_t head[] = {run_id, exit_status};
	const int64_t tail[] = {counts->days,     counts->periods, counts->periods_failed, counts->records,       counts->refused,
	                        counts->requests, counts->retries, counts->bytes,          counts->peak_memory_kb};
	char text[12][24];
	const char *params[12];
	for (size_t i = 0; i < 12; i++) {
		(void)snprintf(text[i], sizeof(text[i]), "%" PRId64, i < 2 ? head[i] : i > 2 ? tail[i - 3] : 0);
		params[i] = text[i];
	}
	params[2] = message;
	enum rc rc = db_run(db, &statements_run_finish, params, NULL, err);
	return rc == RC_OK ? db_run(db, &statements_lock_release, NULL, NULL, err) : rc;
}
