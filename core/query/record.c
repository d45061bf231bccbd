#include "core/query/record.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum {
	DATE = HEAD_COLUMNS,
	PERIOD,
	START_UTC,
	FARM,
	ACCEPTANCE,
	PAIR,
	SEQUENCE,
	SO_FLAG,
	CADL_FLAG,
	STOR_FLAG,
	REPRICED,
	VOLUME,
	ORIGINAL_PRICE,
	FINAL_PRICE,
	SCARCITY_PRICE,
	PAYMENT,
	CREATED,
	FETCHED_AT,
	SHA256,
	ACCEPTANCE_PLACE,
	PAIR_PLACE
};

enum rc record_list(struct db *db, const struct record_query *query, struct head_page *page, struct err *err)
{
	char limit[24];
	snprintf(limit, sizeof limit, "%" PRId64, query->limit);
	const char *params[] = {
	    query->epoch_keys,       query->date,       query->period,         query->farm, query->after_period, query->after_farm,
	    query->after_acceptance, query->after_pair, query->after_sequence, limit,
	};
	return head_read_page(db, &queries_records_list, params, DATE, page, err);
}

struct record record_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct record){
	    .settlement_date = db_get(r, i, DATE),
	    .settlement_period = db_get(r, i, PERIOD),
	    .start_utc = db_get(r, i, START_UTC),
	    .farm = db_get(r, i, FARM),
	    .acceptance_id = db_get(r, i, ACCEPTANCE),
	    .bid_offer_pair_id = db_get(r, i, PAIR),
	    .sequence_number = db_get(r, i, SEQUENCE),
	    .so_flag = db_get(r, i, SO_FLAG),
	    .cadl_flag = db_get(r, i, CADL_FLAG),
	    .stor_provider_flag = db_get(r, i, STOR_FLAG),
	    .repriced_indicator = db_get(r, i, REPRICED),
	    .volume_mwh = db_get(r, i, VOLUME),
	    .original_price_gbp_per_mwh = db_get(r, i, ORIGINAL_PRICE),
	    .final_price_gbp_per_mwh = db_get(r, i, FINAL_PRICE),
	    .reserve_scarcity_price_gbp_per_mwh = db_get(r, i, SCARCITY_PRICE),
	    .payment_gbp = db_get(r, i, PAYMENT),
	    .created_utc = db_get(r, i, CREATED),
	    .fetched_at = db_get(r, i, FETCHED_AT),
	    .reply_sha256 = db_get(r, i, SHA256),
	    .acceptance_place = db_get(r, i, ACCEPTANCE_PLACE),
	    .pair_place = db_get(r, i, PAIR_PLACE),
	};
}
