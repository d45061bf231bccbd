#include "core/query/coverage.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum { DATE = HEAD_COLUMNS, SOURCE, EXPECTED, COMPLETE, PROVISIONAL, EMPTY, MISSING };

enum rc coverage_read(struct db *db, const struct coverage_query *query, struct head_page *page, struct err *err)
{
	char limit[24];
	snprintf(limit, sizeof limit, "%" PRId64, query->limit);
	const char *params[] = {query->epoch_keys, query->from, query->to, query->source, query->after_day, query->after_source, limit};
	return head_read_page(db, &queries_coverage_days, params, DATE, page, err);
}

struct coverage_row coverage_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct coverage_row){
	    .date = db_get(r, i, DATE),
	    .source = db_get(r, i, SOURCE),
	    .expected = db_get(r, i, EXPECTED),
	    .complete = db_get(r, i, COMPLETE),
	    .provisional = db_get(r, i, PROVISIONAL),
	    .empty = db_get(r, i, EMPTY),
	    .missing = db_get(r, i, MISSING),
	};
}
