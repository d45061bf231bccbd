/* Reads settlement days one ahead of the one being stored, in a process of its own: fetching, parsing and storing overlap. */
#ifndef WINDFALL_INGEST_AHEAD_H
#define WINDFALL_INGEST_AHEAD_H

#include "core/ingest/read.h"
#include "core/store/calendar.h"

struct ahead;

/* Everything given is borrowed until ahead_end; of fetch the settings alone are used. */
enum rc ahead_start(struct ahead **ahead, struct fetch *fetch, const struct calendar_days *days, const struct register_units *units,
                    struct err *err) MUST_CHECK;

/* The next of the days, good until the next call. RC_DATA: this day's archive is damaged; after any other failure there is none. */
enum rc ahead_next(struct ahead *ahead, void (*tick)(void *ctx), void *ctx, const struct read_day **read, struct err *err) MUST_CHECK;

struct net_counts ahead_counted(const struct ahead *ahead); /* of the day last given */
void ahead_end(struct ahead *ahead);                        /* NULL is fine */

#endif
