#include "core/ingest/parse_system_prices.h"

#include "core/base/limits.h"
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

static enum rc rows_take(struct js *js, struct arena *arena, struct system_price_row **rows, size_t *n, struct err *err)
{
	size_t cap = 0;
	bool more;

	for (;; (*n)++) {
		struct system_price_row row = {0};
		enum rc rc = parse_json_row(js, fields, arena, &row, &more, err);

		if (rc == RC_OK && more && *n >= LIMIT_STACK_ROWS)
			rc = err_set(err, RC_DATA, "more than %d rows", LIMIT_STACK_ROWS);
		if (rc != RC_OK)
			(void)err_wrap(err, "row %zu", *n + 1);
		if (rc != RC_OK || !more)
			return rc;
		*rows = arena_grow(arena, *rows, *n, &cap, sizeof(**rows));
		if (!*rows)
			return err_set(err, RC_FAIL, "no memory left for the parsed rows");
		(*rows)[*n] = row;
	}
}

enum rc parse_system_prices(struct sv body, struct arena *arena, struct system_price_row **rows, size_t *n, struct err *err)
{
	struct js js;
	bool some;
	enum rc rc;

	*rows = NULL;
	*n = 0;
	js_init(&js, body);
	rc = parse_json_open(&js, "data", &some, err);
	if (rc == RC_OK && some)
		rc = rows_take(&js, arena, rows, n, err);
	return rc == RC_OK ? parse_json_close(&js, "data", err) : rc;
}
