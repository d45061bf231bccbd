/* The rows of the bid stack that curtailment is the sum of, as published, with where each was read. */
#ifndef WINDFALL_QUERY_RECORD_H
#define WINDFALL_QUERY_RECORD_H

#include "core/query/head.h"

struct record_query {
	const char *epoch_keys, *date;
	const char *period, *farm;                                                              /* NULL: all */
	const char *after_period, *after_farm, *after_acceptance, *after_pair, *after_sequence; /* of the last row before the page; NULL */
	int64_t limit;
};

/* Flags are "t", "f" or NULL. */
struct record {
	const char *settlement_date, *settlement_period, *start_utc, *farm;
	const char *acceptance_id, *bid_offer_pair_id, *sequence_number;
	const char *so_flag, *cadl_flag, *stor_provider_flag, *repriced_indicator;
	const char *volume_mwh; /* signed: below zero */
	const char *original_price_gbp_per_mwh, *final_price_gbp_per_mwh, *reserve_scarcity_price_gbp_per_mwh, *payment_gbp;
	const char *created_utc;
	const char *fetched_at, *reply_sha256;     /* of the reply it came from */
	const char *acceptance_place, *pair_place; /* of its place in the order, where the identity has NULL */
};

enum rc record_list(struct db *db, const struct record_query *query, struct head_page *page, struct err *err) MUST_CHECK;
struct record record_at(const struct head_page *page, int i);

#endif
