/* The one formula: BTC = E × 3.6e9 ÷ e × 1e12 ÷ (D × 2^32) × S (domain.md, "Bitcoin"). Integers throughout, one rounding. */
#ifndef WINDFALL_CALC_MINING_H
#define WINDFALL_CALC_MINING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/model/difficulty.h"
#include "core/model/miner.h"

#define MINING_FORMULA_VERSION 1

/* Bitcoin from an energy of 1e-9 MWh ≥ 0, in 1e-12 BTC, rounded half-even once. False on overflow or a difficulty ≤ 0. */
bool mining_bitcoin(int64_t energy_nano_mwh, const struct miner *miner, const struct difficulty_epoch *epoch, int64_t subsidy_sat,
                    int64_t *bitcoin_pico_btc);

/* What is left of a half hour's Bitcoin where the hashrate h that its whole energy runs joins a network of H = D × 2^32 ÷ 600:
 * × H ÷ (H + h), in 1e-12 BTC, rounded half-even once. False as above. */
bool mining_diluted(int64_t bitcoin_pico_btc, int64_t energy_nano_mwh, const struct miner *miner, const struct difficulty_epoch *epoch,
                    int64_t *diluted_pico_btc);

/* Bitcoin is in inverse proportion to J/TH, so that of a machine of any efficiency, in 1e-6 J/TH, is a listed miner's × factor (1e-12 units,
 * rounded half-even once): *reference is the listed miner of just that efficiency, factor 1, else the first. False where it is ≤ 0 or the
 * factor does not fit. */
bool mining_custom(int64_t micro_joules_per_th, const struct miner **reference, int64_t *factor_pico);

/* Its value at a price of 1e-6 of a currency a bitcoin, in 1e-6 of it, rounded half-even once. False on overflow. */
bool mining_value(int64_t bitcoin_pico_btc, int64_t price_micro, int64_t *value_micro);

#endif
