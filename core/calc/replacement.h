/* What the power bought instead of curtailed wind cost: an estimate from a half hour's offers (domain.md, "Replacement cost"). Pure. */
#ifndef WINDFALL_CALC_REPLACEMENT_H
#define WINDFALL_CALC_REPLACEMENT_H

#include "core/model/stack_row.h"

struct replacement_offer {
	bool so_flagged;
	int64_t sequence_number;
	size_t position; /* in the reply: decides between equals */
	int64_t volume_nano_mwh;
	struct stack_decimal price; /* GBP per MWh */
};

/* An offer that adds energy and whose cadlFlag is not true. The caller knows the unit is not wind. */
bool replacement_counts(const struct stack_row *row);

/* Puts offers into the order they are taken in: unflagged first, then by sequence number. */
void replacement_sort(struct replacement_offer *offers, size_t n);

/* The price × volume of the sorted offers that cover an energy of 1e-9 MWh > 0, the last one pro rata; in 1e-6 GBP, rounded half-even once.
 * False where they do not cover it, one of them has no price, or the sum does not fit. */
bool replacement_cost(const struct replacement_offer *offers, size_t n, int64_t energy_nano_mwh, int64_t *cost_micro_gbp);

#endif
