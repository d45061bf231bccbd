#include "core/calc/mining.h"

#include "core/base/dec.h"
#include "core/base/num.h"

/* With E in 1e-9 MWh, the miner's t in 0.1 TH/s and W in watts (so e = 10 W ÷ t J/TH), D = units ÷ 10^scale and S in 1e-8 BTC,
 * the formula gives, in 1e-12 BTC,
 *     E t S 10^scale × 3.6e15 ÷ (W × units × 2^32)  =  E t S × (10^scale × 9 × 5^14) ÷ (W × units × 2^16)
 * since 3.6e15 = 9 × 5^14 × 2^16. */
#define NINE_TIMES_5_TO_14 UINT64_C(54931640625)
#define TWO_TO_16 65536u
/* An energy of E over half an hour runs h = E t × 2e8 ÷ W hashes a second, and H = units × 2^32 ÷ (600 × 10^scale), so
 *     H ÷ (H + h)  =  A ÷ (A + B),  A = units W × 2^20,  B = E t 10^scale × 3 × 5^10
 * since both times 600 W 10^scale are units W × 2^32 and E t 10^scale × 1.2e11, and 1.2e11 = 3 × 5^10 × 2^12. */
#define THREE_TIMES_5_TO_10 INT64_C(29296875)
#define TWO_TO_20 1048576u
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

static bool is_known(const struct miner *miner, const struct difficulty_epoch *epoch)
{
	return epoch->units > 0 && epoch->scale >= 0 && epoch->scale <= 18 && miner->power_w > 0;
}

bool mining_bitcoin(int64_t energy_nano_mwh, const struct miner *miner, const struct difficulty_epoch *epoch, int64_t subsidy_sat,
                    int64_t *bitcoin_pico_btc)
{
	num_u128 work = 1, hashes = TWO_TO_16, bitcoin;
	if (!is_known(miner, epoch))
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

bool mining_diluted(int64_t bitcoin_pico_btc, int64_t energy_nano_mwh, const struct miner *miner, const struct difficulty_epoch *epoch,
                    int64_t *diluted_pico_btc)
{
	num_u128 network = TWO_TO_20, added = THREE_TIMES_5_TO_10, both, diluted;
	if (!is_known(miner, epoch) || bitcoin_pico_btc < 0)
		return false;
	if (!times(&network, miner->power_w) || !times(&network, epoch->units))
		return false;
	if (!times(&added, energy_nano_mwh) || !times(&added, miner->hashrate_deci_th) || !times(&added, (int64_t)power_of_ten(epoch->scale)))
		return false;
	if (__builtin_add_overflow(network, added, &both) || !num_mul_div((num_u128)bitcoin_pico_btc, network, both, &diluted))
		return false;
	*diluted_pico_btc = (int64_t)diluted; /* never more than it was */
	return true;
}

/* W ÷ 0.1 TH/s × 10 is J/TH. */
#define MICRO_JOULES_PER_TH INT64_C(10000000)

static bool is_of(const struct miner *miner, int64_t micro_joules_per_th)
{
	return (num_i128)miner->power_w * MICRO_JOULES_PER_TH == (num_i128)miner->hashrate_deci_th * micro_joules_per_th;
}

bool mining_custom(int64_t micro_joules_per_th, const struct miner **reference, int64_t *factor_pico)
{
	num_u128 work = (num_u128)MICRO_JOULES_PER_TH, machine = 1, factor;
	const struct miner *miner = miner_list;
	while (miner->id && !is_of(miner, micro_joules_per_th))
		miner++;
	*reference = miner->id ? miner : miner_list;
	if (micro_joules_per_th <= 0 || !times(&work, (*reference)->power_w) || !times(&machine, (*reference)->hashrate_deci_th) ||
	    !times(&machine, micro_joules_per_th))
		return false;
	if (!num_mul_div(work, power_of_ten(PICO_SCALE), machine, &factor) || factor > INT64_MAX)
		return false;
	*factor_pico = (int64_t)factor;
	return true;
}

bool mining_value(int64_t bitcoin_pico_btc, int64_t price_micro, int64_t *value_micro)
{
	return dec_mul(bitcoin_pico_btc, PICO_SCALE, price_micro, MICRO_SCALE, MICRO_SCALE, value_micro);
}
