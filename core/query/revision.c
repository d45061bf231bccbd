#include "core/query/revision.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum { DATE = HEAD_COLUMNS, RUN_ID, REVISED_AT, PERIODS, OLD_MWH, NEW_MWH, OLD_PAYMENT, NEW_PAYMENT };

enum rc revision_read(struct db *db, const struct revision_query *query, struct head_page *page, struct err *err)
{
	char limit[24];
	snprintf(limit, sizeof limit, "%" PRId64, query->limit);
	const char *params[] = {query->epoch_keys, query->from, query->to, query->definition, query->after_day, query->after_run, limit};
	return head_read_page(db, &queries_revisions_list, params, DATE, page, err);
}

struct revision revision_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct revision){
	    .date = db_get(r, i, DATE),
	    .run_id = db_get(r, i, RUN_ID),
	    .revised_at = db_get(r, i, REVISED_AT),
	    .settlement_periods = db_get(r, i, PERIODS),
	    .old_curtailed_mwh = db_get(r, i, OLD_MWH),
	    .new_curtailed_mwh = db_get(r, i, NEW_MWH),
	    .old_payment_gbp = db_get(r, i, OLD_PAYMENT),
	    .new_payment_gbp = db_get(r, i, NEW_PAYMENT),
	};
}
