/* One row of a settlement stack (ISPSTACK) as published, decimals rounded half-even to 9 places. */
#ifndef WINDFALL_MODEL_STACK_ROW_H
#define WINDFALL_MODEL_STACK_ROW_H

#include <stdint.h>

#include "core/base/sv.h"

enum stack_side { STACK_BID, STACK_OFFER };
enum stack_flag { STACK_FLAG_NULL, STACK_FLAG_FALSE, STACK_FLAG_TRUE };

struct stack_decimal { /* a nullable decimal in 1e-9 units */
	int64_t nano;
	bool known;
};

struct stack_number { /* a nullable whole number */
	int64_t value;
	bool known;
};

struct stack_row {
	int32_t settlement_date; /* civil day */
	int settlement_period;
	int64_t start_utc;
	struct stack_number created_utc;
	int64_t sequence_number;
	const char *id; /* BM unit, or the digits of a non-BM action; NULL where null */
	struct stack_number acceptance_id, bid_offer_pair_id;
	enum stack_flag cadl_flag, so_flag, stor_provider_flag, repriced_indicator;
	struct stack_decimal reserve_scarcity_price, original_price, final_price; /* GBP per MWh */
	int64_t volume_nano_mwh;                                                  /* signed as published */
	struct stack_decimal dmat_adjusted_volume, arbitrage_adjusted_volume, niv_adjusted_volume, par_adjusted_volume, tlm_adjusted_volume;
	struct stack_decimal transmission_loss_multiplier, tlm_adjusted_cost;
};

const char *stack_row_side_name(enum stack_side side); /* "bid", "offer" */

#endif
