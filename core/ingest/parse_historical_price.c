#include "core/ingest/parse_historical_price.h"

#include "core/base/dec.h"
#include "core/ingest/parse_json.h"
#include "core/model/stack_row.h"

#define DAY_S 86400

struct quote {
	int64_t utc;
	struct stack_decimal gbp, usd;
};

static const struct parse_json_field fields[] = {
    {"time", PARSE_JSON_INT, offsetof(struct quote, utc), true},
    {"GBP", PARSE_JSON_NANO_OR_NULL, offsetof(struct quote, gbp), false},
    {"USD", PARSE_JSON_NANO_OR_NULL, offsetof(struct quote, usd), false},
    {0},
};

/* −1 is the source's word for "missing", and nothing was ever sold for 0. */
static enum rc amount_of(const struct stack_decimal *quote, const char *currency, bool *known, int64_t *micro, struct err *err)
{
	static const int64_t missing_nano = INT64_C(-1000000000);
	int64_t nano = quote->known ? quote->nano : 0;

	if (nano < 0 && nano != missing_nano)
		return err_set(err, RC_DATA, "%s: must be a price, or -1 where it is missing", currency);
	*known = nano > 0 && dec_mul(nano, 9, 1, 0, 6, micro) && *micro > 0;
	return RC_OK;
}

static enum rc price_of(const struct quote *quote, struct price *price, struct err *err)
{
	if (quote->utc < 0 || quote->utc > UINT32_MAX)
		return err_set(err, RC_DATA, "time: must be UTC seconds, is %lld", (long long)quote->utc);
	price->day = (int32_t)(quote->utc / DAY_S);
	enum rc rc = amount_of(&quote->gbp, "GBP", &price->known, &price->micro_gbp, err);
	return rc == RC_OK ? amount_of(&quote->usd, "USD", &price->usd_known, &price->micro_usd, err) : rc;
}

static enum rc prices_take(struct js *js, struct arena *arena, struct price **prices, size_t *n, struct err *err)
{
	size_t cap = 0;
	bool more;

	for (;; (*n)++) {
		struct quote quote = {0};
		struct price price = {0};
		enum rc rc = parse_json_row(js, fields, arena, &quote, &more, err);

		if (rc == RC_OK && more)
			rc = price_of(&quote, &price, err);
		if (rc != RC_OK)
			(void)err_wrap(err, "price %zu", *n + 1);
		if (rc != RC_OK || !more)
			return rc;
		*prices = arena_grow(arena, *prices, *n, &cap, sizeof(**prices));
		if (!*prices)
			return err_set(err, RC_FAIL, "no memory left for the prices");
		(*prices)[*n] = price;
	}
}

enum rc parse_historical_price(struct sv body, struct arena *arena, struct price **prices, size_t *n, struct err *err)
{
	struct js js;
	bool some;
	enum rc rc;

	*prices = NULL;
	*n = 0;
	js_init(&js, body);
	rc = parse_json_open(&js, "prices", &some, err);
	if (rc == RC_OK && some)
		rc = prices_take(&js, arena, prices, n, err);
	return rc == RC_OK ? parse_json_close(&js, "prices", err) : rc;
}
