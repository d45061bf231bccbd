#include "tools/simulate/row.h"

#include <inttypes.h>

#include "core/base/num.h"

#define UNIT 1000000000000000000u /* 18 decimals */
#define SHORTEST 1000u            /* a shortest form keeps 15 of them */

/* A double spelt out misses its decimal somewhere after the 15th place; exact halves do not. */
static num_u128 spell(num_u128 units, uint64_t noise)
{
	if (units % (UNIT / 2) == 0)
		return units;
	return units + noise % 1000 - 500;
}

static void shortest_add(struct buf *out, num_u128 units)
{
	uint64_t fraction = (uint64_t)(units % UNIT / SHORTEST);
	int digits = 15;

	while (digits > 1 && fraction % 10 == 0) {
		fraction /= 10;
		digits--;
	}
	buf_addf(out, "%" PRIu64 ".%0*" PRIu64, (uint64_t)(units / UNIT), digits, fraction);
}

static void number_add(struct buf *out, bool negative, num_u128 units, const struct row *row)
{
	if (negative && units > 0)
		buf_add_char(out, '-');
	if (!row->spelt_out) {
		shortest_add(out, (units + SHORTEST / 2) / SHORTEST * SHORTEST);
		return;
	}
	units = spell(units, row->noise);
	buf_addf(out, "%" PRIu64 ".%018" PRIu64, (uint64_t)(units / UNIT), (uint64_t)(units % UNIT));
}

static void price_add(struct buf *out, const char *name, const struct row *row)
{
	bool negative = row->price_pence < 0;
	uint64_t pence = (uint64_t)(negative ? -row->price_pence : row->price_pence);

	buf_addf(out, ",\"%s\":", name);
	number_add(out, negative, (num_u128)pence * (UNIT / 100), row);
}

static void volume_add(struct buf *out, const char *name, const struct row *row)
{
	bool negative = row->volume_sixtieths < 0;
	uint64_t sixtieths = (uint64_t)(negative ? -row->volume_sixtieths : row->volume_sixtieths);

	buf_addf(out, ",\"%s\":", name);
	number_add(out, negative, (num_u128)sixtieths * UNIT / 60, row);
}

static void action_add(struct buf *out, const struct row *row)
{
	static const char *const flags[] = {[STACK_FLAG_NULL] = "null", [STACK_FLAG_FALSE] = "false", [STACK_FLAG_TRUE] = "true"};

	buf_addf(out, "\"sequenceNumber\":%d,\"id\":\"%s\"", row->sequence_number, row->id);
	if (row->acceptance_id)
		buf_addf(out, ",\"acceptanceId\":%" PRId64 ",\"bidOfferPairId\":%d", row->acceptance_id, row->pair_id);
	else
		buf_add_str(out, ",\"acceptanceId\":null,\"bidOfferPairId\":null");
	buf_addf(out, ",\"cadlFlag\":%s,\"soFlag\":%s", flags[row->cadl_flag], flags[row->so_flag]);
	buf_add_str(out, ",\"storProviderFlag\":false,\"repricedIndicator\":false");
}

void row_write(struct buf *out, const struct row_period *period, const struct row *row)
{
	const char *zero = row->spelt_out ? "0.000000000000000000" : "0.0";

	buf_addf(out, "{\"settlementDate\":\"%s\",\"settlementPeriod\":%d", period->date, period->period);
	buf_addf(out, ",\"startTime\":\"%s\",\"createdDateTime\":\"%s\",", period->start_utc, period->created_utc);
	action_add(out, row);
	buf_addf(out, ",\"reserveScarcityPrice\":%s", zero);
	price_add(out, "originalPrice", row);
	volume_add(out, "volume", row);
	volume_add(out, "dmatAdjustedVolume", row);
	volume_add(out, "arbitrageAdjustedVolume", row);
	buf_addf(out, ",\"nivAdjustedVolume\":%s,\"parAdjustedVolume\":null", zero);
	price_add(out, "finalPrice", row);
	buf_add_str(out, ",\"transmissionLossMultiplier\":0.99265519999999995981");
	buf_add_str(out, ",\"tlmAdjustedVolume\":null,\"tlmAdjustedCost\":null}");
}
