/* What a day has beside its stacks, in keeping with them: the country's wind output, system prices with control totals, wind farms'
 * notifications. */
#ifndef WINDFALL_SIMULATE_BESIDE_H
#define WINDFALL_SIMULATE_BESIDE_H

#include "tools/simulate/stack.h"

/* Each appends the reply's body; sums are the day's, by period. */
void beside_write_wind(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, const struct stack_sums *sums);
void beside_write_prices(struct buf *out, uint64_t seed, int32_t day, const struct stack_sums *sums);

/* Of the fleet's units from first to before next. */
void beside_write_notifications(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, size_t first, size_t next);

#endif
