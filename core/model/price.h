/* Bitcoin's daily price. */
#ifndef WINDFALL_MODEL_PRICE_H
#define WINDFALL_MODEL_PRICE_H

#include <stdbool.h>
#include <stdint.h>

struct price {
	int32_t day;       /* UTC */
	int64_t micro_gbp; /* 1e-6 GBP a bitcoin */
	bool known;
	int64_t micro_usd; /* 1e-6 USD a bitcoin */
	bool usd_known;
};

#endif
