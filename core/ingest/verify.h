/* A day's reading against what is kept; nothing is written. */
#ifndef WINDFALL_INGEST_VERIFY_H
#define WINDFALL_INGEST_VERIFY_H

#include "core/ingest/read.h"
#include "core/ingest/run.h"

/* Logs the half hours whose records, or whose being there, differ, and which other sources do, and counts the day. What failed, or an archive lacks, says nothing. */
enum rc verify_day(struct run *run, const struct read_day *read, struct err *err) MUST_CHECK;

#endif
