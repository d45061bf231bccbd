#include "core/query/job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "queries.h"

#define DATA_SOURCE 13 /* column of job_get, after the job's */

const char *const job_kinds[] = {"ingest", "reconcile", "recalculate", NULL};

/* The place of a word that the database gave; RC_FAIL where it is none of ours. */
static enum rc place_of(const char *word, const char *const *words, int n, int *place, struct err *err)
{
	for (*place = 0; *place < n; (*place)++)
		if (word != NULL && strcmp(word, words[*place]) == 0)
			return RC_OK;
	return err_set(err, RC_FAIL, "the database says \"%s\" of a job", word == NULL ? "" : word);
}

enum rc job_access(struct db *db, const char *token_sha256_hex, enum job_access *access, struct err *err)
{
	static const char *const words[] = {[JOB_OFF] = "off", [JOB_DENIED] = "denied", [JOB_GRANTED] = "granted"};
	struct db_result *rows = NULL;
	int place = 0;
	enum rc rc = db_run(db, &queries_job_access, &token_sha256_hex, &rows, err);
	if (rc == RC_OK)
		rc = place_of(db_get(rows, 0, 0), words, JOB_GRANTED + 1, &place, err);
	*access = (enum job_access)place;
	db_result_free(rows);
	return rc;
}

static enum rc take_answer(const struct db_result *rows, struct job_answer *answer, struct err *err)
{
	static const char *const words[] = {
	    [JOB_QUEUED] = "queued", [JOB_KNOWN] = "known", [JOB_CONFLICT] = "conflict", [JOB_LIMITED] = "limited", [JOB_REFUSED] = "denied",
	};
	int place = 0;
	enum rc rc = place_of(db_get(rows, 0, 0), words, JOB_REFUSED + 1, &place, err);
	*answer = (struct job_answer){(enum job_outcome)place, db_get_int(rows, 0, 1), (int)db_get_int(rows, 0, 2)};
	return rc;
}

enum rc job_request(struct db *db, const char *token_sha256_hex, const char *idempotency_key, const struct job *job,
                    struct job_answer *answer, struct err *err)
{
	const char *const params[] = {token_sha256_hex, idempotency_key, job->kind, job->from, job->to};
	struct db_result *rows = NULL;
	enum rc rc = db_begin(db, err);
	if (rc == RC_OK)
		rc = db_run(db, &queries_job_request, params, &rows, err);
	if (rc == RC_OK)
		rc = take_answer(rows, answer, err);
	if (rc == RC_OK)
		rc = db_commit(db, err);
	if (rc != RC_OK)
		db_rollback(db);
	db_result_free(rows);
	return rc;
}

enum rc job_get(struct db *db, int64_t id, struct db_result **rows, const char **data_source, struct err *err)
{
	char text[24];
	(void)snprintf(text, sizeof(text), "%" PRId64, id);
	enum rc rc = db_run(db, &queries_job_get, (const char *const[]){text}, rows, err);
	if (rc != RC_OK)
		return rc;
	if (db_rows(*rows) == 0)
		return err_set(err, RC_NOT_FOUND, "There is no job %s.", text);
	*data_source = db_get(*rows, 0, DATA_SOURCE);
	return RC_OK;
}

enum rc job_list(struct db *db, struct db_result **rows, struct err *err)
{
	return db_run(db, &queries_jobs_last, NULL, rows, err);
}

struct job job_at(const struct db_result *r, int i)
{
	return (struct job){
	    .id = db_get(r, i, 0),
	    .kind = db_get(r, i, 1),
	    .from = db_get(r, i, 2),
	    .to = db_get(r, i, 3),
	    .state = db_get(r, i, 4),
	    .days_done = db_get(r, i, 5),
	    .days_total = db_get(r, i, 6),
	    .message = db_get(r, i, 7),
	    .token = db_get(r, i, 8),
	    .requested_at = db_get(r, i, 9),
	    .started_at = db_get(r, i, 10),
	    .finished_at = db_get(r, i, 11),
	    .run_id = db_get(r, i, 12),
	};
}
