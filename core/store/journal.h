/* The lock of the writing runs, and the row that each leaves. */
#ifndef WINDFALL_STORE_JOURNAL_H
#define WINDFALL_STORE_JOURNAL_H

#include <stdint.h>

#include "core/base/err.h"
#include "core/io/db.h"

struct journal_counts {
	int64_t days, periods, periods_failed, records, refused, requests, retries, bytes, peak_memory_kb;
};

/* The lock of all runs of a kind; held until journal_finish, or until the session ends. RC_BUSY names the run that holds it. */
enum rc journal_lock(struct db *db, const char *kind, struct err *err) MUST_CHECK;

enum rc journal_start(struct db *db, const char *kind, const char *arguments, int64_t *run_id, struct err *err) MUST_CHECK;

/* How far the run has come, for those who look at it meanwhile. */
enum rc journal_progress(struct db *db, int64_t run_id, int64_t days, int64_t days_total, struct err *err) MUST_CHECK;

enum rc journal_finish(struct db *db, int64_t run_id, int exit_status, const char *message, const struct journal_counts *counts,
                       struct err *err) MUST_CHECK;

#endif
