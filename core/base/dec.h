/* Fixed-point decimals: an int64_t counting 10^-scale units, its unit and scale in the variable's name (volume_nano_mwh). */
#ifndef WINDFALL_BASE_DEC_H
#define WINDFALL_BASE_DEC_H

#include <stdint.h>

#include "core/base/sv.h"

#define DEC_TEXT_MAX 32

/* A JSON number (exponent allowed), rounded half to even at scale (0 to 18); false on bad grammar or where it does not fit. */
bool dec_parse(struct sv text, int scale, int64_t *units);

/* The shortest exact decimal: no trailing zeros, no exponent, "-0" never. Returns the slice in out. */
struct sv dec_format(char out[DEC_TEXT_MAX], int64_t units, int scale);

/* a × b of scales sa and sb, at scale s ≤ sa + sb, rounded half to even once; false on overflow. */
bool dec_mul(int64_t a, int sa, int64_t b, int sb, int s, int64_t *product);

/* "123.4500" → "123.45": a database numeric as the API prints it. The slice stays inside text. */
struct sv dec_trim(struct sv text);

#endif
