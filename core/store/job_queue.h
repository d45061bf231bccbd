/* The queue of jobs from the side that works on them; asking for one is core/query/job. */
#ifndef WINDFALL_STORE_JOB_QUEUE_H
#define WINDFALL_STORE_JOB_QUEUE_H

#include "core/io/db.h"

#define JOB_KIND_MAX 16

struct job_queue_item {
	int64_t id; /* 0: there is none */
	char kind[JOB_KIND_MAX];
	int32_t from, to; /* settlement dates */
	int deaths;       /* processes that ended without a word while they were at it */
};

/* Takes the oldest job after the one of that id, so that what is put back is not taken twice by one run. */
enum rc job_queue_take(struct db *db, int64_t after_id, struct job_queue_item *item, struct err *err) MUST_CHECK;

/* Which run works on it. */
enum rc job_queue_link(struct db *db, int64_t id, int64_t run_id, struct err *err) MUST_CHECK;

/* state: done, partly, failed; queued puts it back. message may be NULL. */
enum rc job_queue_end(struct db *db, int64_t id, const char *state, const char *message, struct err *err) MUST_CHECK;

#endif
