/* The difficulty history in DynamoDB: what mempool says goes into the table, and what the table then holds comes back. */
#ifndef WINDFALL_INGEST_HISTORY_H
#define WINDFALL_INGEST_HISTORY_H

#include "core/ingest/history_plan.h"
#include "core/ingest/run.h"

#define HISTORY_SOURCE_MAX 320
#define HISTORY_TEXT_MAX 200

/* What came back. */
struct history {
	struct series_epoch *epochs; /* in the run's arena */
	size_t n;
	const char *source;          /* "DynamoDB table x" */
	char text[HISTORY_TEXT_MAX]; /* what was done in the table, for people */
};

bool history_is_kept(const struct cfg *cfg); /* the setting names a table */

/* given: mempool's epochs, ascending. The table is created where there is none. One of another program's (keyed by ID) is read and never
 * written: its rows, known by date, are put beside what is known, and given's epochs come back with them. RC_DATA, with nothing written,
 * where the sources contradict each other or leave a gap. */
enum rc history_pass(struct run *run, const struct series_epoch *given, size_t n, struct history *out, struct err *err) MUST_CHECK;

#endif
