#include "core/query/cut.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "queries.h"

enum {
	PLACE = HEAD_COLUMNS,
	START,
	GROUP,
	PERIOD,
	START_UTC,
	FARM,
	FARM_NAME,
	PARTY,
	RECORDS,
	MWH,
	PAYMENT,
	BITCOIN,
	DILUTED,
	VALUE_GBP,
	VALUE_USD,
	COVERAGE
};

static const struct db_stmt *statement_of(const struct cut_query *query)
{
	if (query->day)
		return &queries_cut_half_hours;
	if (strcmp(query->by, "none") == 0 && !query->farm && !query->lead_party)
		return &queries_cut_totals;
	return &queries_cut_groups;
}

enum rc cut_read(struct db *db, const struct cut_query *query, struct head_page *page, struct err *err)
{
	char limit[24];
	snprintf(limit, sizeof limit, "%" PRId64, query->limit);
	/* The three statements share this order; each takes as many as it needs. */
	const char *params[] = {
	    query->epoch_keys,  query->from,        query->to,
	    query->interval,    query->definition,  query->miner,
	    query->factor,      query->sort,        query->descending ? "-1" : "1",
	    query->after_place, query->after_start, limit,
	    query->after_group, query->by,          query->farm,
	    query->lead_party,  query->day,
	};
	return head_read_page(db, statement_of(query), params, PLACE, page, err);
}

struct cut_row cut_get(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct cut_row){
	    .place = db_get(r, i, PLACE),
	    .start = db_get(r, i, START),
	    .group = db_get(r, i, GROUP),
	    .settlement_period = db_get(r, i, PERIOD),
	    .start_utc = db_get(r, i, START_UTC),
	    .farm = db_get(r, i, FARM),
	    .farm_name = db_get(r, i, FARM_NAME),
	    .lead_party = db_get(r, i, PARTY),
	    .records = db_get(r, i, RECORDS),
	    .curtailed_mwh = db_get(r, i, MWH),
	    .payment_gbp = db_get(r, i, PAYMENT),
	    .bitcoin_btc = db_get(r, i, BITCOIN),
	    .diluted_btc = db_get(r, i, DILUTED),
	    .value_gbp = db_get(r, i, VALUE_GBP),
	    .value_usd = db_get(r, i, VALUE_USD),
	    .coverage = head_read_coverage(r, i, COVERAGE),
	};
}
