/* Whole numbers: strict parsing and exact 128-bit products. */
#ifndef WINDFALL_BASE_NUM_H
#define WINDFALL_BASE_NUM_H

#include <stdint.h>

#include "core/base/sv.h"

__extension__ typedef unsigned __int128 num_u128;
__extension__ typedef __int128 num_i128;

/* Optional '-' and digits, nothing else; false on anything else or overflow. */
bool num_parse(struct sv text, int64_t *out);
bool num_parse_range(struct sv text, int64_t min, int64_t max, int64_t *out);

/* a + b into *sum; false on overflow. */
bool num_add(int64_t *sum, int64_t b);

/* a * b / m with a 256-bit product, rounded half to even; false where m is 0 or the quotient passes 128 bits. */
bool num_mul_div(num_u128 a, num_u128 b, num_u128 m, num_u128 *quotient);

#endif
