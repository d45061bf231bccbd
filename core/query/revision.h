/* What later readings changed of days that had been complete. */
#ifndef WINDFALL_QUERY_REVISION_H
#define WINDFALL_QUERY_REVISION_H

#include "core/query/head.h"

struct revision_query {
	const char *epoch_keys, *from, *to, *definition;
	const char *after_day, *after_run; /* of the last row before the page; NULL: from the first */
	int64_t limit;
};

struct revision {
	const char *date, *run_id, *revised_at;
	const char *settlement_periods; /* those that changed, "7 8" */
	const char *old_curtailed_mwh, *new_curtailed_mwh, *old_payment_gbp, *new_payment_gbp;
};

enum rc revision_read(struct db *db, const struct revision_query *query, struct head_page *page, struct err *err) MUST_CHECK;
struct revision revision_at(const struct head_page *page, int i);

#endif
