#include "fcgi/machine.h"

#include <string.h>

#include "core/base/dec.h"
#include "core/calc/mining.h"
#include "core/calc/ratio.h"

#define MACHINE_CUSTOM "custom"
#define FACTOR_SCALE 12
#define FACTOR_ONE INT64_C(1000000000000)

struct machine machine_of(const struct params *params)
{
	const char *miner = params->text[PARAM_MINER], *joules = params->text[PARAM_JOULES];
	struct machine machine = {.id = miner, .reference = miner, .factor = "1"};
	const struct miner *reference;
	int64_t factor;
	char text[DEC_TEXT_MAX];
	machine.in_usd = strcmp(params->text[PARAM_CURRENCY], "usd") == 0;
	if (!joules || !mining_custom(params->number[PARAM_JOULES], &reference, &factor))
		return machine;
	machine.id = MACHINE_CUSTOM;
	machine.reference = reference->id;
	machine.factor = arena_dup(params->arena, dec_format(text, factor, FACTOR_SCALE));
	machine.joules_per_th = joules;
	machine.scaled = factor != FACTOR_ONE;
	return machine;
}

void machine_write(struct sheet *sheet, const struct machine *machine, const struct machine_figures *figures)
{
	char ratio[DEC_TEXT_MAX];
	if (machine->joules_per_th)
		sheet_num(sheet, "joules_per_th", machine->joules_per_th);
	sheet_num(sheet, "bitcoin_btc", figures->bitcoin_btc);
	sheet_num(sheet, "bitcoin_diluted_btc", machine->scaled ? NULL : figures->diluted_btc);
	sheet_num(sheet, "value_gbp", figures->value_gbp);
	sheet_num(sheet, "value_gbp_per_mwh", ratio_per_mwh(figures->value_gbp, figures->curtailed_mwh, ratio));
	if (!machine->in_usd)
		return;
	sheet_num(sheet, "value_usd", figures->value_usd);
	sheet_num(sheet, "value_usd_per_mwh", ratio_per_mwh(figures->value_usd, figures->curtailed_mwh, ratio));
}
