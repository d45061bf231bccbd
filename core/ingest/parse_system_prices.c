#include "core/ingest/parse_system_prices.h"

#include "core/ingest/parse_json.h"

#define AT(member) offsetof(struct system_price_row, member)

static const struct parse_json_field fields[] = {
    {"settlementDate", PARSE_JSON_DAY, AT(settlement_date), true},
    {"settlementPeriod", PARSE_JSON_PERIOD, AT(settlement_period), true},
    {"systemSellPrice", PARSE_JSON_NANO_OR_NULL, AT(sell_gbp_per_mwh), true},
    {"systemBuyPrice", PARSE_JSON_NANO_OR_NULL, AT(buy_gbp_per_mwh), true},
    {"totalAcceptedBidVolume", PARSE_JSON_NANO_OR_NULL, AT(accepted_bid_mwh), false},
    {0},
};

enum rc parse_system_prices(struct sv body, struct arena *arena, struct system_price_row **rows, size_t *n, struct err *err)
{
	void *found;
	enum rc rc = parse_json_rows(body, "data", fields, sizeof(**rows), arena, &found, n, err);

	*rows = found;
	return rc;
}
