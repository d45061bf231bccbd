#include "core/query/coverage.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum { DATE = HEAD_COLUMNS, SOURCE, EXPECTED, COMPLETE, PROVISIONAL, EMPTY, MISSING };

enum rc coverage_read(struct db *db, const struct coverage_query *query, struct coverage_page *page, struct err *err)
{
	char limit[24];
	snprintf(limit, sizeof limit, "%" PRId64, query->limit);
	const char *params[] = {query->epoch_keys, query->from, query->to, query->source, query->after_day, query->after_source, limit};
	*page = (struct coverage_page){0};
	enum rc rc = db_run(db, &queries_coverage_days, params, &page->rows, err);
	if (rc != RC_OK)
		return rc;
	page->head = head_read(page->rows);
	page->n = db_get(page->rows, 0, DATE) ? db_rows(page->rows) : 0; /* a head without rows stands alone */
	return RC_OK;
}

void coverage_free(struct coverage_page *page)
{
	db_result_free(page->rows);
}

struct coverage_row coverage_at(const struct coverage_page *page, int i)
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
