/* Curtailment: which stack rows count, under which definition. Definitions are data: one row of a table each. */
#ifndef WINDFALL_MODEL_CURTAILMENT_H
#define WINDFALL_MODEL_CURTAILMENT_H

#include "core/model/stack_row.h"

struct curtailment_definition {
	const char *id;    /* "so_flagged", "all_bids" */
	const char *title; /* for people */
	bool so_flagged_only;
};

#define CURTAILMENT_DEFINITIONS 2
extern const struct curtailment_definition curtailment_definitions[CURTAILMENT_DEFINITIONS + 1]; /* the default first; ends with id NULL */

/* The definition of that id, or NULL. */
const struct curtailment_definition *curtailment_definition(struct sv id);

/* A bid of a wind unit that lowers its output: volume < 0. The caller knows the unit is wind. */
bool curtailment_counts(const struct stack_row *row, enum stack_side side);

/* Whether a record counts under the definition; a soFlag of null is not flagged. */
bool curtailment_is_of(const struct curtailment_definition *definition, const struct stack_row *record);

/* volume × originalPrice, signed: positive is paid to the farm. 1e-6 GBP, half-even once. False where the price is null or it overflows. */
bool curtailment_payment(const struct stack_row *row, int64_t *payment_micro_gbp);

#endif
