/* What the runs of cron did lately: revisions, refused replies. */
#ifndef WINDFALL_QUERY_UPKEEP_H
#define WINDFALL_QUERY_UPKEEP_H

#include "core/io/db.h"

struct upkeep {
	struct db_result *counts, *refusals;
};

struct upkeep_counts {
	const char *revisions, *revised_at, *last_update, *last_reconcile, *refusals;
};

struct upkeep_refusal {
	const char *path, *reason, *detail, *times, *refused_at;
	bool mended; /* the half hour has been read since */
};

enum rc upkeep_read(struct db *db, struct upkeep *upkeep, struct err *err) MUST_CHECK;
void upkeep_free(struct upkeep *upkeep);
struct upkeep_counts upkeep_counts(const struct upkeep *upkeep);
bool upkeep_refusal_at(const struct upkeep *upkeep, int i, struct upkeep_refusal *out); /* false past the last */

#endif
