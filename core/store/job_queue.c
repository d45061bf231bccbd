#include "core/store/job_queue.h"

#include "core/base/sv.h"
#include "core/store/rows.h"
#include "statements.h"

enum rc job_queue_take(struct db *db, int64_t after_id, struct job_queue_item *item, struct err *err)
{
	struct db_result *rows = NULL;
	char after[ROWS_NUMBER_MAX];
	*item = (struct job_queue_item){0};
	enum rc rc = db_run(db, &statements_job_take, (const char *const[]){rows_number(after, after_id, 0)}, &rows, err);
	if (rc == RC_OK && db_rows(rows) > 0) {
		item->id = db_get_int(rows, 0, 0);
		item->from = (int32_t)db_get_int(rows, 0, 2);
		item->to = (int32_t)db_get_int(rows, 0, 3);
		item->deaths = (int)db_get_int(rows, 0, 4);
		if (!sv_copy(sv_of(db_get(rows, 0, 1)), item->kind, sizeof(item->kind)))
			rc = err_set(err, RC_FAIL, "job %s is of the kind %s", db_get(rows, 0, 0), db_get(rows, 0, 1));
	}
	db_result_free(rows);
	return rc;
}

enum rc job_queue_link(struct db *db, int64_t id, int64_t run_id, struct err *err)
{
	char job[ROWS_NUMBER_MAX], run[ROWS_NUMBER_MAX];
	return db_run(db, &statements_job_link, (const char *const[]){rows_number(job, id, 0), rows_number(run, run_id, 0)}, NULL, err);
}

enum rc job_queue_end(struct db *db, int64_t id, const char *state, const char *message, struct err *err)
{
	char job[ROWS_NUMBER_MAX];
	return db_run(db, &statements_job_end, (const char *const[]){rows_number(job, id, 0), state, message}, NULL, err);
}
