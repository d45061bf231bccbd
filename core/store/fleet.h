/* The Bitcoin of all units of a half hour together, and what a fleet that large would have left of it. */
#ifndef WINDFALL_STORE_FLEET_H
#define WINDFALL_STORE_FLEET_H

#include "core/store/day.h"

/* What one definition counts of every unit in one half hour whose difficulty is known. */
struct fleet_half_hour {
	int period;
	const char *definition; /* borrowed */
	int64_t energy_nano_mwh;
};

struct fleet_figure {
	int64_t bitcoin_pico_btc, diluted_pico_btc;
};

/* figures[i * miners + m] is of half_hours[i] and miner_list[m]. */
struct fleet_day {
	struct fleet_half_hour *half_hours;
	size_t n;
	int miners;
	struct fleet_figure *figures;
};

/* Marks in *differ the half hours whose kept Bitcoin is not the day's; kept has the rows of statements_fleet_read. */
void fleet_compare(const struct db_result *kept, const struct fleet_day *day, struct day_periods *differ);

/* Inside the caller's transaction: writes the chosen half hours, which are cleared already. */
enum rc fleet_write(struct db *db, int32_t day_number, const struct fleet_day *day, const struct day_periods *chosen,
                    struct err *err) MUST_CHECK;

#endif
