#include "core/query/generation.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum { START = HEAD_COLUMNS, PERIOD, START_UTC, ONSHORE, OFFSHORE, GENERATION, COVERAGE };

enum rc generation_list(struct db *db, const struct generation_query *query, struct head_page *page, struct err *err)
{
	char limit[24];
	snprintf(limit, sizeof limit, "%" PRId64, query->limit);
	const char *params[] = {query->epoch_keys, query->from, query->to, query->interval, query->day, query->after_start, limit};
	return head_read_page(db, &queries_wind_generation, params, START, page, err);
}

struct generation_row generation_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct generation_row){
	    .start = db_get(r, i, START),
	    .settlement_period = db_get(r, i, PERIOD),
	    .start_utc = db_get(r, i, START_UTC),
	    .onshore_mwh = db_get(r, i, ONSHORE),
	    .offshore_mwh = db_get(r, i, OFFSHORE),
	    .generation_mwh = db_get(r, i, GENERATION),
	    .coverage = head_read_coverage(r, i, COVERAGE),
	};
}
