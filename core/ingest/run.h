/* One run of the cron binary: the lock, its row in runs, and what all of its days share. */
#ifndef WINDFALL_INGEST_RUN_H
#define WINDFALL_INGEST_RUN_H

#include "core/base/cfg.h"
#include "core/ingest/ahead.h"
#include "core/ingest/calculate.h"
#include "core/ingest/fetch.h"
#include "core/ingest/report.h"
#include "core/io/kv.h"
#include "core/store/calendar.h"
#include "core/store/instance.h"
#include "core/store/register.h"

struct run {
	const struct cfg *cfg; /* borrowed */
	struct db *db;
	struct kv *kv;
	struct fetch *fetch; /* NULL until the caller opens one */
	char source[INSTANCE_SOURCE_MAX];
	struct ahead *ahead;       /* who reads the days, while days are read */
	struct net_counts others;  /* what was fetched by others than fetch: the reader ahead, DynamoDB */
	struct arena arena;        /* of the run */
	struct arena day, scratch; /* of a day, of a reply: each starts empty */
	struct calculate_inputs inputs;
	struct arena reference; /* holds the inputs */
	int32_t inputs_from, inputs_to;
	int64_t inputs_epoch;        /* of the series when the inputs were read */
	struct register_units units; /* of a run that reads stacks */
	int64_t wind_units;          /* known when units were read */
	struct report report;
	bool writes_nothing;        /* not even replies to the archive */
	bool rereads_notifications; /* of days too that have them all */
	const char *message;        /* of a run that went well, for its row; borrowed; NULL: the report's line */
	int64_t run_id;             /* 0 before the run has its row */
	bool watched;               /* it is a job's: its row is told of every day */
	int64_t noted_ms;           /* when the row was last told how far the run has come; monotonic */
};

/* Connects and compares the stamp with the configured source: for a run that writes nothing. Always end with run_end. */
enum rc run_begin_reading(struct run *run, const struct cfg *cfg, struct err *err) MUST_CHECK;

/* What the run's row says of it. */
struct run_entry {
	const char *kind, *arguments;
	int64_t job_id; /* of the job that it works on; 0: none */
};

/* The same, and takes the lock and opens the run's row. RC_BUSY where another run has the lock. */
enum rc run_begin(struct run *run, const struct cfg *cfg, const struct run_entry *entry, struct err *err) MUST_CHECK;

/* Closes the row with what the run came to (rc, err), and everything else. Returns rc, or why the row could not be closed. */
enum rc run_end(struct run *run, enum rc rc, struct err *err);

/* In the turn of a day: the difficulty and prices again, where another run changed them since. RC_PARTLY where a register named new wind units
 * meanwhile, for the stacks were read without them. */
enum rc run_renew_inputs(struct run *run, struct err *err) MUST_CHECK;

/* What stands before the first of the days to be stored: the units, the partitions, and what Bitcoin is worked out with. At least one day. */
enum rc run_prepare(struct run *run, const struct calendar_days *days, struct err *err) MUST_CHECK;

/* Reads and stores the half hours meant of the given days, in order, each day in a transaction of its own. RC_PARTLY when told to stop. */
enum rc run_ingest(struct run *run, const struct calendar_days *days, struct err *err) MUST_CHECK;

/* Reads the given days and compares them with what is kept; RC_DATA where they differ. */
enum rc run_verify(struct run *run, const struct calendar_days *days, struct err *err) MUST_CHECK;

/* Works out Bitcoin and totals of the given days again; only rows that differ are written. */
enum rc run_recalculate(struct run *run, const struct calendar_days *days, struct err *err) MUST_CHECK;

#endif
