#include "core/calc/replacement.h"

#include <stdlib.h>

#include "core/base/num.h"

#define ATTO_A_MICRO UINT64_C(1000000000000)

bool replacement_counts(const struct stack_row *row)
{
	return row->volume_nano_mwh > 0 && row->cadl_flag != STACK_FLAG_TRUE;
}

static int compare_offers(const void *left, const void *right)
{
	const struct replacement_offer *a = left, *b = right;
	if (a->so_flagged != b->so_flagged)
		return (int)a->so_flagged - (int)b->so_flagged;
	if (a->sequence_number != b->sequence_number)
		return a->sequence_number < b->sequence_number ? -1 : 1;
	return (a->position > b->position) - (a->position < b->position);
}

void replacement_sort(struct replacement_offer *offers, size_t n)
{
	if (n > 1)
		qsort(offers, n, sizeof(*offers), compare_offers);
}

/* 1e-18 GBP to 1e-6 GBP. */
static bool round_to_micro(num_i128 atto_gbp, int64_t *micro_gbp)
{
	num_u128 size = atto_gbp < 0 ? -(num_u128)atto_gbp : (num_u128)atto_gbp, micro;
	if (!num_mul_div(size, 1, ATTO_A_MICRO, &micro) || micro > INT64_MAX)
		return false;
	*micro_gbp = atto_gbp < 0 ? -(int64_t)micro : (int64_t)micro;
	return true;
}

bool replacement_cost(const struct replacement_offer *offers, size_t n, int64_t energy_nano_mwh, int64_t *cost_micro_gbp)
{
	num_i128 atto_gbp = 0;
	int64_t left = energy_nano_mwh;
	for (size_t i = 0; i < n && left > 0; i++) {
		int64_t taken = offers[i].volume_nano_mwh < left ? offers[i].volume_nano_mwh : left;
		if (!offers[i].price.known || __builtin_add_overflow(atto_gbp, (num_i128)taken * offers[i].price.nano, &atto_gbp))
			return false;
		left -= taken;
	}
	return left <= 0 && round_to_micro(atto_gbp, cost_micro_gbp);
}
