#include "core/calc/ratio.h"

#include "core/base/num.h"

#define NANO 1000000000
#define MICRO 1000000

const char *ratio_per_mwh(const char *money, const char *mwh, char out[DEC_TEXT_MAX])
{
	int64_t micro, nano_mwh;
	num_u128 ratio;
	if (!money || !mwh || !dec_parse(sv_of(money), 6, &micro) || !dec_parse(sv_of(mwh), 9, &nano_mwh) || nano_mwh <= 0)
		return NULL;
	num_u128 size = micro < 0 ? -(num_u128)micro : (num_u128)micro;
	if (!num_mul_div(size, NANO, (num_u128)nano_mwh, &ratio) || ratio > INT64_MAX)
		return NULL;
	return dec_format(out, micro < 0 ? -(int64_t)ratio : (int64_t)ratio, 6).p; /* ends with a NUL, as out does */
}

/* part ÷ whole to 6 places. */
static const char *divide(num_u128 part, num_u128 whole, char out[DEC_TEXT_MAX])
{
	num_u128 ratio;
	if (!num_mul_div(part, MICRO, whole, &ratio) || ratio > INT64_MAX)
		return NULL;
	return dec_format(out, (int64_t)ratio, 6).p;
}

static bool parse_both(const char *part, const char *other, int64_t *nano_part, int64_t *nano_other)
{
	return part && other && dec_parse(sv_of(part), 9, nano_part) && dec_parse(sv_of(other), 9, nano_other) && *nano_part >= 0 &&
	       *nano_other >= 0;
}

const char *ratio_share(const char *part, const char *rest, char out[DEC_TEXT_MAX])
{
	int64_t nano_part, nano_rest;
	if (!parse_both(part, rest, &nano_part, &nano_rest))
		return NULL;
	return divide((num_u128)nano_part, (num_u128)nano_part + (num_u128)nano_rest, out);
}

const char *ratio_of(const char *part, const char *whole, char out[DEC_TEXT_MAX])
{
	int64_t nano_part, nano_whole;
	return parse_both(part, whole, &nano_part, &nano_whole) ? divide((num_u128)nano_part, (num_u128)nano_whole, out) : NULL;
}
