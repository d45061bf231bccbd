/* One row of a stack as Elexon prints it: 23 fields in its order, numbers now in their shortest form, now as a double spelt out. */
#ifndef WINDFALL_SIMULATE_ROW_H
#define WINDFALL_SIMULATE_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/model/stack_row.h"

/* What the rows of a period share, already as text. */
struct row_period {
	const char *date, *start_utc, *created_utc;
	int period;
};

struct row {
	int sequence_number;
	const char *id;
	int64_t acceptance_id; /* 0: null, and the pair with it */
	int pair_id;
	enum stack_flag cadl_flag, so_flag;
	int64_t price_pence;
	int64_t volume_sixtieths; /* of a MWh, signed: metered minutes of a MW */
	bool spelt_out;
	uint64_t noise; /* of the last digits of a spelt-out number */
};

void row_write(struct buf *out, const struct row_period *period, const struct row *row);

#endif
