/* The two stacks of a settlement period: who was bid off, who was turned up, and the rows that are neither wind nor a BM unit. */
#ifndef WINDFALL_SIMULATE_STACK_H
#define WINDFALL_SIMULATE_STACK_H

#include "core/base/buf.h"
#include "core/model/stack_row.h"
#include "tools/simulate/fleet.h"
#include "tools/simulate/weather.h"

/* What a period's bids come to. */
struct stack_sums {
	int64_t bid_sixtieths;                      /* of a MWh; of all units, signed */
	int64_t cut_sixtieths[WEATHER_ENGLAND + 1]; /* bid off a region's wind farms */
};

/* Appends the reply's body. Bids are a function of seed, day and period alone, and set their sums; offers make up for what these cut. */
void stack_write(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, int period, enum stack_side side,
                 struct stack_sums *sums);

#endif
