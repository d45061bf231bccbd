/* What a run did, in numbers: for its row in runs, its progress and its last line. */
#ifndef WINDFALL_INGEST_REPORT_H
#define WINDFALL_INGEST_REPORT_H

#include <stddef.h>

#include "core/ingest/source/elexon.h"
#include "core/io/net.h"
#include "core/store/journal.h"

#define REPORT_TEXT_MAX 512

struct report {
	struct journal_counts counts;          /* periods: read, complete or empty */
	int64_t rows, duplicates, unknown_ids; /* of the stacks read */
	int64_t empty, missing, kept;          /* half hours; kept: complete before, now read as empty or as older */
	int64_t days_without[ELEXON_KINDS];    /* of what is no stack: days of which it was not read */
	int64_t days_failed_of[ELEXON_KINDS];  /* and of these, days of which it failed or was refused */
	int64_t days_changed;                  /* days of which anything was written */
	int64_t days_differing;                /* of a verifying run */
	int32_t differing_from, differing_to;
	int64_t days_refused;       /* days whose archive file is damaged */
	int64_t unknown_half_hours; /* records × definition without a difficulty */
	int32_t unknown_from;       /* the first day with such */
	size_t days_total;
	int64_t started_ms;                       /* monotonic */
	void (*progress)(const struct report *r); /* after each day, and every second that one is waited for; may be NULL */
};

void report_begin(struct report *report);
void report_expect(struct report *report, size_t days); /* beside those that are done */
void report_show(void *ctx);                            /* progress of a struct report */
void report_day_done(struct report *report);            /* counts the day and shows progress */
void report_net(struct report *report, struct net_counts counts);
const char *report_text(const struct report *report, char out[REPORT_TEXT_MAX]); /* one line for people */

/* What the run as a whole comes to, as architecture.md's exit codes have it. */
enum rc report_verdict(const struct report *report, struct err *err) MUST_CHECK;

#endif
