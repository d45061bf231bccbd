/* Money a megawatt hour of two totals, and shares. */
#ifndef WINDFALL_CALC_RATIO_H
#define WINDFALL_CALC_RATIO_H

#include "core/base/dec.h"

/* money ÷ mwh of the database's decimals (taken to 6 and 9 places), to 6 places, half to even; NULL where either is NULL,
 * mwh is 0 or it does not fit. The text lies in out. */
const char *ratio_per_mwh(const char *money, const char *mwh, char out[DEC_TEXT_MAX]);

/* part ÷ (part + rest) of the database's decimals of 9 places, to 6 places, half to even; NULL where either is NULL or negative, the sum
 * is 0 or it does not fit. The text lies in out. */
const char *ratio_share(const char *part, const char *rest, char out[DEC_TEXT_MAX]);

/* part ÷ whole the same way; above 1 where part is above whole. */
const char *ratio_of(const char *part, const char *whole, char out[DEC_TEXT_MAX]);

#endif
