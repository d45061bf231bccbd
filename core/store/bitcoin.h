/* The energy that Bitcoin is worked out from, and the Bitcoin kept. */
#ifndef WINDFALL_STORE_BITCOIN_H
#define WINDFALL_STORE_BITCOIN_H

#include "core/base/arena.h"
#include "core/model/difficulty.h"
#include "core/model/miner.h"
#include "core/store/day.h"
#include "core/store/fleet.h"

/* What one definition counts of one unit in one half hour. */
struct bitcoin_half_hour {
	int period;
	const char *definition, *bm_unit; /* in the arena */
	int64_t energy_nano_mwh;
};

/* A half hour's figures: epoch NULL where the difficulty is unknown, and then none. */
struct bitcoin_figure {
	int64_t bitcoin_pico_btc, value_micro_gbp, value_micro_usd;
	bool value_known, usd_known;
};

/* The half hours' Bitcoin: figures[i * miners + m] is of half_hours[i] and miner_list[m]; epochs[p], subsidies[p] are of period p.
 * fleet is the same over all units. */
struct bitcoin_day {
	const struct bitcoin_half_hour *half_hours;
	size_t n;
	int miners;
	struct bitcoin_figure *figures;
	const struct difficulty_epoch *epochs[SETTLEMENT_PERIODS_MAX + 1];
	int64_t subsidy_sat[SETTLEMENT_PERIODS_MAX + 1];
	int formula_version;
	struct fleet_day fleet;
};

enum rc bitcoin_read_half_hours(struct db *db, const char *date, const struct day_periods *chosen, struct arena *arena,
                                struct bitcoin_half_hour **half_hours, size_t *n, struct err *err) MUST_CHECK;

/* Marks in *differ the half hours whose kept Bitcoin is not the day's. */
enum rc bitcoin_compare(struct db *db, const char *date, const struct bitcoin_day *day, struct day_periods *differ,
                        struct err *err) MUST_CHECK;

/* Inside the caller's transaction: clears the chosen half hours' Bitcoin, or takes it to be cleared already, and writes the day's. */
enum rc bitcoin_clear(struct db *db, const char *date, const struct day_periods *chosen, struct err *err) MUST_CHECK;
enum rc bitcoin_write(struct db *db, int32_t day_number, const struct bitcoin_day *day, const struct day_periods *chosen,
                      struct err *err) MUST_CHECK;

#endif
