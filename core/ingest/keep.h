/* One day into the database: what changed, what follows from it, and the epochs, in one transaction. */
#ifndef WINDFALL_INGEST_KEEP_H
#define WINDFALL_INGEST_KEEP_H

#include "core/ingest/read.h"
#include "core/ingest/run.h"

/* Stores what the day's reading changes; writes nothing where it changes nothing. */
enum rc keep_day(struct run *run, const struct read_day *read, struct err *err) MUST_CHECK;

/* Of what is read beside the stacks: whether the reading would change anything. Writes nothing. */
enum rc keep_compare(struct run *run, const struct read_day *read, const char *date, bool differs[ELEXON_KINDS],
                     struct err *err) MUST_CHECK;

/* Adds the day's reading to the run's counts. */
void keep_count(struct report *report, const struct read_day *read);

/* Bitcoin and totals of a day again, from its half hours. */
enum rc keep_recalculated(struct run *run, int32_t day, struct err *err) MUST_CHECK;

#endif
