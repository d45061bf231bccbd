#include "core/ingest/parse_stack.h"

#include "core/ingest/parse_json.h"

#define AT(member) offsetof(struct stack_row, member)

static const struct parse_json_field fields[] = {
    {"settlementDate", PARSE_JSON_DAY, AT(settlement_date), true},
    {"settlementPeriod", PARSE_JSON_PERIOD, AT(settlement_period), true},
    {"startTime", PARSE_JSON_UTC, AT(start_utc), true},
    {"createdDateTime", PARSE_JSON_UTC_OR_NULL, AT(created_utc), false},
    {"sequenceNumber", PARSE_JSON_INT32, AT(sequence_number), true},
    {"id", PARSE_JSON_NAME_OR_NULL, AT(id), false},
    {"acceptanceId", PARSE_JSON_INT_OR_NULL, AT(acceptance_id), false},
    {"bidOfferPairId", PARSE_JSON_INT32_OR_NULL, AT(bid_offer_pair_id), false},
    {"cadlFlag", PARSE_JSON_FLAG, AT(cadl_flag), false},
    {"soFlag", PARSE_JSON_FLAG, AT(so_flag), false},
    {"storProviderFlag", PARSE_JSON_FLAG, AT(stor_provider_flag), false},
    {"repricedIndicator", PARSE_JSON_FLAG, AT(repriced_indicator), false},
    {"reserveScarcityPrice", PARSE_JSON_NANO_OR_NULL, AT(reserve_scarcity_price), false},
    {"originalPrice", PARSE_JSON_NANO_OR_NULL, AT(original_price), false},
    {"volume", PARSE_JSON_NANO, AT(volume_nano_mwh), true},
    {"dmatAdjustedVolume", PARSE_JSON_NANO_OR_NULL, AT(dmat_adjusted_volume), false},
    {"arbitrageAdjustedVolume", PARSE_JSON_NANO_OR_NULL, AT(arbitrage_adjusted_volume), false},
    {"nivAdjustedVolume", PARSE_JSON_NANO_OR_NULL, AT(niv_adjusted_volume), false},
    {"parAdjustedVolume", PARSE_JSON_NANO_OR_NULL, AT(par_adjusted_volume), false},
    {"finalPrice", PARSE_JSON_NANO_OR_NULL, AT(final_price), false},
    {"transmissionLossMultiplier", PARSE_JSON_NANO_OR_NULL, AT(transmission_loss_multiplier), false},
    {"tlmAdjustedVolume", PARSE_JSON_NANO_OR_NULL, AT(tlm_adjusted_volume), false},
    {"tlmAdjustedCost", PARSE_JSON_NANO_OR_NULL, AT(tlm_adjusted_cost), false},
    {0},
};

enum rc parse_stack(struct sv body, struct arena *arena, struct stack_row **rows, size_t *n, struct err *err)
{
	void *found;
	enum rc rc = parse_json_rows(body, "data", fields, sizeof(**rows), arena, &found, n, err);

	*rows = found;
	return rc;
}
