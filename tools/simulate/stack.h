/* The two stacks of a settlement period: who was bid off, who was turned up, and the rows that are neither wind nor a BM unit. */
#ifndef WINDFALL_SIMULATE_STACK_H
#define WINDFALL_SIMULATE_STACK_H

#include "core/base/buf.h"
#include "core/model/stack_row.h"
#include "tools/simulate/fleet.h"

/* Appends the reply's body. A function of seed, day, period and side alone. */
void stack_write(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, int period, enum stack_side side);

#endif
