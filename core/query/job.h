/* Jobs asked for through the API: whether a token may ask, the asking, and how a job stands. */
#ifndef WINDFALL_QUERY_JOB_H
#define WINDFALL_QUERY_JOB_H

#include "core/io/db.h"

#define JOB_DAYS_MAX 366 /* of a job, as the table has it */

struct job {
	const char *id, *kind, *from, *to; /* days, both included */
	const char *state;                 /* queued, running, done, partly, failed */
	const char *days_done, *days_total, *message, *token;
	const char *requested_at, *started_at, *finished_at, *run_id; /* NULL: not yet */
};

/* The kinds of jobs; ends with NULL. */
extern const char *const job_kinds[];

enum job_access { JOB_OFF, JOB_DENIED, JOB_GRANTED }; /* off: there is no token at all */

enum rc job_access(struct db *db, const char *token_sha256_hex, enum job_access *access, struct err *err) MUST_CHECK;

enum job_outcome { JOB_QUEUED, JOB_KNOWN, JOB_CONFLICT, JOB_LIMITED, JOB_REFUSED };

struct job_answer {
	enum job_outcome outcome; /* conflict: the key asked for something else; refused: the token was revoked meanwhile */
	int64_t id;               /* but of limited and refused */
	int wait_s;               /* of limited */
};

/* Queues a job, through the one function that may. idempotency_key may be NULL; the same one again is known. */
enum rc job_request(struct db *db, const char *token_sha256_hex, const char *idempotency_key, const struct job *job,
                    struct job_answer *answer, struct err *err) MUST_CHECK;

/* One job: its row is the only one. RC_NOT_FOUND where there is none. *data_source may come out NULL. */
enum rc job_get(struct db *db, int64_t id, struct db_result **rows, const char **data_source, struct err *err) MUST_CHECK;

/* The last fifty, newest first. */
enum rc job_list(struct db *db, struct db_result **rows, struct err *err) MUST_CHECK;

struct job job_at(const struct db_result *rows, int i);

#endif
