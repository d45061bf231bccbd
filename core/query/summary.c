#include "core/query/summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "queries.h"

enum {
	INTERVAL = HEAD_COLUMNS,
	COVERAGE,
	REVISED_AT = COVERAGE + 3,
	RECORDS,
	FARMS,
	HALF_HOURS,
	MWH,
	PAYMENT,
	REPLACEMENT,
	GENERATION,
	NOTIFIED,
	MINER,
	BITCOIN,
	DILUTED,
	VALUE_GBP,
	VALUE_USD
};

static const struct {
	const struct db_stmt *series, *one;
} statements[] = {
    [SUMMARY_DAILY] = {&queries_summaries_daily, &queries_summary_day},
    [SUMMARY_MONTHLY] = {&queries_summaries_monthly, &queries_summary_month},
    [SUMMARY_YEARLY] = {&queries_summaries_yearly, &queries_summary_year},
};

static enum rc read_page(struct db *db, const struct db_stmt *statement, const char *const *params, struct summary_page *page,
                         struct err *err)
{
	*page = (struct summary_page){0};
	enum rc rc = db_run(db, statement, params, &page->rows, err);
	if (rc == RC_OK)
		page->head = head_read(page->rows);
	return rc;
}

enum rc summary_read(struct db *db, const struct summary_query *query, struct summary_page *page, struct err *err)
{
	char limit[24];
	snprintf(limit, sizeof limit, "%" PRId64, query->limit);
	const char *series[] = {query->epoch_keys, query->from, query->to, query->definition, query->miner, query->first, limit, query->factor};
	const char *one[] = {query->epoch_keys, query->from, query->definition, query->miner, query->factor};
	if (query->limit == 0)
		return read_page(db, statements[query->interval].one, one, page, err);
	return read_page(db, statements[query->interval].series, series, page, err);
}

void summary_free(struct summary_page *page)
{
	db_result_free(page->rows);
}

bool summary_next(struct summary_page *page, struct summary *summary)
{
	const struct db_result *r = page->rows;
	int row = page->rows_read, end = row;
	if (row >= db_rows(r))
		return false;
	while (end < db_rows(r) && strcmp(db_get(r, end, INTERVAL), db_get(r, row, INTERVAL)) == 0)
		end++;
	page->rows_read = end;
	*summary = (struct summary){
	    .interval = db_get(r, row, INTERVAL),
	    .coverage = head_read_coverage(r, row, COVERAGE),
	    .revised_at = db_get(r, row, REVISED_AT),
	    .records = db_get(r, row, RECORDS),
	    .farms = db_get(r, row, FARMS),
	    .half_hours = db_get(r, row, HALF_HOURS),
	    .curtailed_mwh = db_get(r, row, MWH),
	    .payment_gbp = db_get(r, row, PAYMENT),
	    .replacement_gbp = db_get(r, row, REPLACEMENT),
	    .wind_generation_mwh = db_get(r, row, GENERATION),
	    .notified_mwh = db_get(r, row, NOTIFIED),
	    .row = row,
	    .rows = end - row,
	};
	return true;
}

struct summary_mining summary_find_mining(const struct summary_page *page, const struct summary *summary, const char *miner)
{
	for (int row = summary->row; row < summary->row + summary->rows; row++) {
		const char *name = db_get(page->rows, row, MINER);
		if (name && strcmp(name, miner) == 0)
			return (struct summary_mining){
			    .bitcoin_btc = db_get(page->rows, row, BITCOIN),
			    .diluted_btc = db_get(page->rows, row, DILUTED),
			    .value_gbp = db_get(page->rows, row, VALUE_GBP),
			    .value_usd = db_get(page->rows, row, VALUE_USD),
			};
	}
	return (struct summary_mining){0};
}
