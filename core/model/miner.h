/* The miners: one list, with each figure's source. */
#ifndef WINDFALL_MODEL_MINER_H
#define WINDFALL_MODEL_MINER_H

#include <stdint.h>

#include "core/base/sv.h"

struct miner {
	const char *id, *name;
	int64_t hashrate_deci_th; /* 0.1 TH/s: 13.5 TH/s is 135 */
	int64_t power_w;
	const char *source, *source_date;
};

extern const struct miner miner_list[]; /* the first is the default; ends with id NULL */

const struct miner *miner_find(struct sv id); /* NULL where unknown */

#endif
