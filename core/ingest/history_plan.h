/* What the database, the table of the history and mempool together know of the difficulty, and what the table lacks of it: pure. */
#ifndef WINDFALL_INGEST_HISTORY_PLAN_H
#define WINDFALL_INGEST_HISTORY_PLAN_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/ingest/parse_dynamodb.h"

enum history_origin { HISTORY_KNOWN, HISTORY_TABLE, HISTORY_GIVEN, HISTORY_ORIGINS };

struct history_list {
	const struct series_epoch *epochs;
	size_t n;
};

/* One height; the time is exact where any source has it. */
struct history_height {
	struct series_epoch entry;
	bool in_table, to_complete; /* to_complete: the table has it without the time that entry has */
};

struct history_plan {
	struct history_height *heights; /* ascending */
	size_t n;
};

/* RC_DATA where two sources contradict each other, and for a gap, a time that does not grow or a jump in what all of them make together. A
 * hole in one of them that another fills is none. */
enum rc history_plan_make(const struct history_list lists[HISTORY_ORIGINS], struct arena *arena, struct history_plan *plan,
                          struct err *err) MUST_CHECK;

/* Gives a row that has a date and no height its height: that of the epoch of the plan that starts closest to it, or, past the last, the
 * next one where the protocol's own rule puts that start (2016 blocks whose pace the new difficulty tells). `after` is the last epoch
 * found so far, or the plan's last. RC_DATA with the reason where no height follows. */
enum rc history_plan_place(const struct history_plan *plan, const struct difficulty_epoch *after, struct difficulty_epoch *row,
                           struct err *err) MUST_CHECK;

#endif
