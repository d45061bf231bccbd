/* Elexon's system prices per half hour, and with them the volume of accepted bids: a control total of the bid stacks. */
#ifndef WINDFALL_MODEL_SYSTEM_PRICE_H
#define WINDFALL_MODEL_SYSTEM_PRICE_H

#include "core/base/err.h"
#include "core/model/settlement.h"
#include "core/model/stack_row.h"

/* One row as published; MWh signed, as the stack's volumes are. */
struct system_price_row {
	int32_t settlement_date;
	int settlement_period;
	struct stack_decimal sell_gbp_per_mwh, buy_gbp_per_mwh, accepted_bid_mwh;
};

enum system_price_column { SYSTEM_PRICE_SELL, SYSTEM_PRICE_BUY, SYSTEM_PRICE_ACCEPTED, SYSTEM_PRICE_STACK, SYSTEM_PRICE_COLUMNS };

/* A half hour: what was published, and the sum of its bid stack over all units. */
struct system_price_half_hour {
	bool published;
	struct stack_decimal of[SYSTEM_PRICE_COLUMNS];
};

/* By period, element 0 is unused. */
struct system_price_day {
	struct system_price_half_hour at[SETTLEMENT_PERIODS_MAX + 1];
};

/* The rows of the day into *out, whose sums of the stack stay. RC_DATA: a row of another day, a period the day does not have, or twice. */
enum rc system_price_collect(const struct system_price_row *rows, size_t n, int32_t day, struct system_price_day *out,
                             struct err *err) MUST_CHECK;

/* Leaves in *read, as published, the half hours that differ from what is known, completed by it; a sum of the stack may stand alone, and its
 * price come later. Returns how many. */
int system_price_news(struct system_price_day *read, const struct system_price_day *known);

#endif
