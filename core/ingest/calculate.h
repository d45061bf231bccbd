/* Bitcoin of a settlement day from what its definitions count: pure. */
#ifndef WINDFALL_INGEST_CALCULATE_H
#define WINDFALL_INGEST_CALCULATE_H

#include "core/model/price.h"
#include "core/store/bitcoin.h"

struct calculate_inputs {
	struct difficulty_series series;
	const struct price *prices; /* ascending by UTC day */
	size_t n_prices;
};

/* Fills *out from half_hours, which it borrows; figures lie in the arena. A half hour past the series' end has no figure and is counted
 * in *unknown; one without a price has a null value. RC_DATA where a figure does not fit. */
enum rc calculate_day(const struct calculate_inputs *inputs, int32_t day, const struct bitcoin_half_hour *half_hours, size_t n,
                      struct arena *arena, struct bitcoin_day *out, int *unknown, struct err *err) MUST_CHECK;

#endif
