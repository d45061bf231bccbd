#include "core/calc/mining.h"

#include "core/base/dec.h"
#include "core/base/num.h"

/* With E in 1e-9 MWh, the miner's t in 0.1 TH/s and W in watts (so e = 10 W ÷ t J/TH), D = units ÷ 10^scale and S in 1e-8 BTC,
 * the formula gives, in 1e-12 BTC,
 *     E t S 10^scale × 3.6e15 ÷ (W × units × 2^32)  =  E t S × (10^scale × 9 × 5^14) ÷ (W × units × 2^16)
 * since 3.6e15 = 9 × 5^14 × 2^16. */
#define NINE_TIMES_5_TO_14 UINT64_C(54931640625)
#define TWO_TO_16 65536u
#define PICO_SCALE 12
#define MICRO_SCALE 6

static bool times(num_u128 *product, int64_t factor)
{
	return factor >= 0 && !__builtin_mul_overflow(*product, (num_u128)factor, product);
}

static num_u128 power_of_ten(int scale)
{
	num_u128 power = 1;
	for (int i = 0; i < scale; i++)
		power *= 10;
	return power;
}

bool mining_bitcoin(int64_t energy_nano_mwh, const struct miner *miner, const struct difficulty_epoch *epoch, int64_t subsidy_sat,
                    int64_t *bitcoin_pico_btc)
{
	num_u128 work = 1, hashes = TWO_TO_16, bitcoin;
	if (epoch->units <= 0 || epoch->scale < 0 || epoch->scale > 18 || miner->power_w <= 0)
		return false;
	if (!times(&work, energy_nano_mwh) || !times(&work, miner->hashrate_deci_th) || !times(&work, subsidy_sat))
		return false;
	if (!times(&hashes, miner->power_w) || !times(&hashes, epoch->units))
		return false;
	if (!num_mul_div(work, power_of_ten(epoch->scale) * NINE_TIMES_5_TO_14, hashes, &bitcoin) || bitcoin > INT64_MAX)
		return false;
	*bitcoin_pico_btc = (int64_t)bitcoin;
	return true;
}

bool mining_value(int64_t bitcoin_pico_btc, int64_t price_micro_gbp, int64_t *value_micro_gbp)
{
	return dec_mul(bitcoin_pico_btc, PICO_SCALE, price_micro_gbp, MICRO_SCALE, MICRO_SCALE, value_micro_gbp);
}
