#include "core/model/curtailment.h"

#include "core/base/dec.h"

#define NANO_SCALE 9
#define MICRO_SCALE 6

const struct curtailment_definition curtailment_definitions[CURTAILMENT_DEFINITIONS + 1] = {
    {"so_flagged", "SO-flagged bids: marked as possibly taken for system reasons", true},
    {"all_bids", "All accepted bids", false},
    {NULL, NULL, false},
};

const struct curtailment_definition *curtailment_definition(struct sv id)
{
	for (const struct curtailment_definition *definition = curtailment_definitions; definition->id != NULL; definition++)
		if (sv_eq_str(id, definition->id))
			return definition;
	return NULL;
}

bool curtailment_counts(const struct stack_row *row, enum stack_side side)
{
	return side == STACK_BID && row->volume_nano_mwh < 0;
}

bool curtailment_is_of(const struct curtailment_definition *definition, const struct stack_row *record)
{
	return !definition->so_flagged_only || record->so_flag == STACK_FLAG_TRUE;
}

bool curtailment_payment(const struct stack_row *row, int64_t *payment_micro_gbp)
{
	return row->original_price.known &&
	       dec_mul(row->volume_nano_mwh, NANO_SCALE, row->original_price.nano, NANO_SCALE, MICRO_SCALE, payment_micro_gbp);
}
