#include "core/ingest/calculate.h"

#include <string.h>

#include "core/base/num.h"
#include "core/calc/mining.h"
#include "core/model/settlement.h"

#define DAY_S 86400

static const struct price *find_price(const struct calculate_inputs *inputs, int32_t utc_day)
{
	size_t low = 0, high = inputs->n_prices;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (inputs->prices[middle].day < utc_day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < inputs->n_prices && inputs->prices[low].day == utc_day ? &inputs->prices[low] : NULL;
}

/* The figures of one half hour, one a miner. */
static bool calculate(const struct bitcoin_half_hour *h, const struct bitcoin_day *day, const struct price *price,
                      struct bitcoin_figure *figures)
{
	for (int m = 0; m < day->miners; m++) {
		struct bitcoin_figure *f = &figures[m];
		if (!mining_bitcoin(h->energy_nano_mwh, &miner_list[m], day->epochs[h->period], day->subsidy_sat[h->period], &f->bitcoin_pico_btc))
			return false;
		f->value_known = price != NULL && price->known;
		f->usd_known = price != NULL && price->usd_known;
		if (f->value_known && !mining_value(f->bitcoin_pico_btc, price->micro_gbp, &f->value_micro_gbp))
			return false;
		if (f->usd_known && !mining_value(f->bitcoin_pico_btc, price->micro_usd, &f->value_micro_usd))
			return false;
	}
	return true;
}

/* Adds the figures of half_hours[i] to the fleet's: the units of a definition's half hour follow one another. */
static bool add_to_fleet(struct bitcoin_day *day, size_t i)
{
	const struct bitcoin_half_hour *unit = &day->half_hours[i];
	struct fleet_day *fleet = &day->fleet;
	struct fleet_half_hour *h = fleet->n == 0 ? NULL : &fleet->half_hours[fleet->n - 1];
	if (h == NULL || h->period != unit->period || strcmp(h->definition, unit->definition) != 0) {
		h = &fleet->half_hours[fleet->n++];
		*h = (struct fleet_half_hour){.period = unit->period, .definition = unit->definition};
	}
	struct fleet_figure *figures = &fleet->figures[(fleet->n - 1) * (size_t)day->miners];
	bool fits = num_add(&h->energy_nano_mwh, unit->energy_nano_mwh);
	for (int m = 0; fits && m < day->miners; m++)
		fits = num_add(&figures[m].bitcoin_pico_btc, day->figures[i * (size_t)day->miners + (size_t)m].bitcoin_pico_btc);
	return fits;
}

static bool dilute(const struct bitcoin_day *day)
{
	const struct fleet_day *fleet = &day->fleet;
	for (size_t i = 0; i < fleet->n; i++) {
		const struct fleet_half_hour *h = &fleet->half_hours[i];
		struct fleet_figure *figures = &fleet->figures[i * (size_t)day->miners];
		for (int m = 0; m < day->miners; m++)
			if (!mining_diluted(figures[m].bitcoin_pico_btc, h->energy_nano_mwh, &miner_list[m], day->epochs[h->period],
			                    &figures[m].diluted_pico_btc))
				return false;
	}
	return true;
}

static enum rc calculate_fleet(struct bitcoin_day *day, struct arena *arena, struct err *err)
{
	struct fleet_day *fleet = &day->fleet;
	fleet->miners = day->miners;
	fleet->half_hours = arena_alloc(arena, (day->n + 1) * sizeof(*fleet->half_hours));
	fleet->figures = arena_alloc(arena, (day->n * (size_t)day->miners + 1) * sizeof(*fleet->figures));
	if (fleet->half_hours == NULL || fleet->figures == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu half hours", day->n);
	bool fits = true;
	for (size_t i = 0; fits && i < day->n; i++)
		fits = day->epochs[day->half_hours[i].period] == NULL || add_to_fleet(day, i);
	return fits && dilute(day) ? RC_OK : err_set(err, RC_DATA, "the Bitcoin of all wind farms does not fit");
}

enum rc calculate_day(const struct calculate_inputs *inputs, int32_t day, const struct bitcoin_half_hour *half_hours, size_t n,
                      struct arena *arena, struct bitcoin_day *out, int *unknown, struct err *err)
{
	*out = (struct bitcoin_day){.half_hours = half_hours, .n = n, .formula_version = MINING_FORMULA_VERSION};
	const struct price *prices[SETTLEMENT_PERIODS_MAX + 1];
	while (miner_list[out->miners].id != NULL)
		out->miners++;
	for (int p = 1; p <= settlement_periods(day); p++) {
		int64_t start_utc = settlement_start_utc(day, p);
		out->epochs[p] = difficulty_at(&inputs->series, start_utc);
		out->subsidy_sat[p] = out->epochs[p] == NULL ? 0 : difficulty_subsidy_sat(out->epochs[p], start_utc);
		prices[p] = find_price(inputs, (int32_t)(start_utc / DAY_S));
	}
	out->figures = arena_alloc(arena, (n * (size_t)out->miners + 1) * sizeof(*out->figures));
	if (out->figures == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu half hours", n);
	for (size_t i = 0; i < n; i++) {
		int p = half_hours[i].period;
		if (out->epochs[p] == NULL)
			(*unknown)++;
		else if (!calculate(&half_hours[i], out, prices[p], out->figures + i * (size_t)out->miners))
			return err_set(err, RC_DATA, "the Bitcoin of %s in period %d does not fit", half_hours[i].bm_unit, p);
	}
	return calculate_fleet(out, arena, err);
}
