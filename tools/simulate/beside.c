#include "tools/simulate/beside.h"

#include "core/base/dec.h"
#include "core/base/tm.h"
#include "core/model/settlement.h"
#include "tools/simulate/prng.h"

#define STREAM_BESIDE 0x62657364u
#define HALF_HOUR_S 1800
#define SPLIT_S 600 /* where a half hour's line has two parts */
#define LATER_S 7200
#define MINUTES 30

static void number_add(struct buf *out, const char *name, int64_t units, int scale)
{
	char text[DEC_TEXT_MAX];

	buf_addf(out, ",\"%s\":%.*s", name, SV_FMT(dec_format(text, units, scale)));
}

static void comma_add(struct buf *out, char opening)
{
	if (out->data[out->len - 1] != opening)
		buf_add_char(out, ',');
}

static void output_add(struct buf *out, const char *psr_type, int32_t day, int period, int64_t published_utc, int64_t milli_mw)
{
	char date[TM_TEXT_MAX], published[TM_TEXT_MAX];

	comma_add(out, '[');
	buf_addf(out, "{\"publishTime\":\"%s\",\"businessType\":\"%s generation\",\"psrType\":\"%s\"", tm_format_utc(published, published_utc),
	         psr_type[0] == 'W' ? "Wind" : "Solar", psr_type);
	number_add(out, "quantity", milli_mw, 3);
	buf_addf(out, ",\"settlementDate\":\"%s\",\"settlementPeriod\":%d}", tm_format_day(date, day), period);
}

/* What the farms of a region give, less what was bid off. Scottish ones stand on land here, the others in the sea. */
static int64_t region_milli_mw(const struct fleet *fleet, uint64_t seed, enum weather_region region, int64_t utc, int64_t cut_sixtieths)
{
	int64_t sum = 0;

	for (size_t i = 0; i < fleet->wind; i++)
		if (fleet->units[i].scottish == (region == WEATHER_SCOTLAND))
			sum += fleet->units[i].capacity_milli_mw * weather_wind_permille(seed, region, utc) / 1000;
	return sum - cut_sixtieths * 1000 / MINUTES;
}

void beside_write_wind(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, const struct stack_sums *sums)
{
	static const char *const types[] = {[WEATHER_SCOTLAND] = "Wind Onshore", [WEATHER_ENGLAND] = "Wind Offshore"};

	buf_add_str(out, "{\"metadata\":{\"datasets\":[\"AGWS\"]},\"data\":[");
	for (int period = 1; period <= settlement_periods(day); period++) {
		int64_t utc = settlement_start_utc(day, period);
		for (enum weather_region r = WEATHER_SCOTLAND; r <= WEATHER_ENGLAND; r++) {
			int64_t milli_mw = region_milli_mw(fleet, seed, r, utc, sums[period].cut_sixtieths[r]);
			if (prng_hash(seed ^ STREAM_BESIDE, (uint64_t)utc, r) % 20 == 0) /* and published again */
				output_add(out, types[r], day, period, utc + HALF_HOUR_S, milli_mw + 1500);
			output_add(out, types[r], day, period, utc + LATER_S, milli_mw);
		}
		output_add(out, "Solar", day, period, utc + LATER_S, 0);
	}
	buf_add_str(out, "]}");
}

void beside_write_prices(struct buf *out, uint64_t seed, int32_t day, const struct stack_sums *sums)
{
	char date[TM_TEXT_MAX], start[TM_TEXT_MAX];

	tm_format_day(date, day);
	buf_add_str(out, "{\"metadata\":{\"datasets\":[\"DISEBSP\"]},\"data\":[");
	for (int period = 1; period <= settlement_periods(day); period++) {
		int64_t utc = settlement_start_utc(day, period);
		int64_t pence = -2000 + (int64_t)(prng_hash(seed ^ STREAM_BESIDE, (uint64_t)day, (uint64_t)period) % 18000);
		comma_add(out, '[');
		buf_addf(out, "{\"settlementDate\":\"%s\",\"settlementPeriod\":%d,\"startTime\":\"%s\"", date, period, tm_format_utc(start, utc));
		number_add(out, "systemSellPrice", pence, 2);
		number_add(out, "systemBuyPrice", pence, 2);
		number_add(out, "totalAcceptedBidVolume", sums[period].bid_sixtieths * INT64_C(1000000000) / 60, 9);
		buf_add_char(out, '}');
	}
	buf_add_str(out, "]}");
}

static void line_add(struct buf *out, const struct fleet_unit *unit, int32_t day, int period, int64_t from_utc, int64_t to_utc, int64_t mw)
{
	char date[TM_TEXT_MAX], from[TM_TEXT_MAX], to[TM_TEXT_MAX];

	comma_add(out, '[');
	buf_addf(out, "{\"dataset\":\"PN\",\"settlementDate\":\"%s\",\"settlementPeriod\":%d,\"timeFrom\":\"%s\",\"timeTo\":\"%s\"",
	         tm_format_day(date, day), period, tm_format_utc(from, from_utc), tm_format_utc(to, to_utc));
	number_add(out, "levelFrom", mw, 0);
	number_add(out, "levelTo", mw, 0);
	buf_addf(out, ",\"nationalGridBmUnit\":\"%s\",\"bmUnit\":\"%s\"}", unit->national_grid_id, unit->id);
}

/* A farm notifies what the wind would let it give, in whole MW: never less than what is bid off. */
static void half_hour_add(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, int period, size_t index)
{
	const struct fleet_unit *unit = &fleet->units[index];
	int64_t utc = settlement_start_utc(day, period), end_utc = utc + HALF_HOUR_S;
	enum weather_region region = unit->scottish ? WEATHER_SCOTLAND : WEATHER_ENGLAND;
	int64_t mw = (unit->capacity_milli_mw * weather_wind_permille(seed, region, utc) / 1000 + 999) / 1000;

	if (prng_hash(seed ^ STREAM_BESIDE, (uint64_t)utc, index) % 10 == 0) {
		line_add(out, unit, day, period, utc + SPLIT_S, end_utc, mw);
		end_utc = utc + SPLIT_S;
	}
	line_add(out, unit, day, period, utc, end_utc, mw);
}

void beside_write_notifications(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, size_t first, size_t next)
{
	buf_add_char(out, '[');
	for (int period = settlement_periods(day); period >= 1; period--) /* the newest first */
		for (size_t i = first; i < next; i++)
			half_hour_add(out, fleet, seed, day, period, i);
	buf_add_char(out, ']');
}
