#include "core/model/miner.h"

#include <stddef.h>

/* Hashrate and power at the wall by the maker's specification sheet of the model; the date is that of the sheet's release. */
const struct miner miner_list[] = {
    {"S19J_PRO", "Antminer S19j Pro", 1000, 3050, "Bitmain, specification of the Antminer S19j Pro, 100 TH/s", "2021-06-01"},
    {"S9", "Antminer S9", 135, 1323, "Bitmain, specification of the Antminer S9, 13.5 TH/s", "2016-06-01"},
    {"M20S", "Whatsminer M20S", 680, 3360, "MicroBT, specification of the Whatsminer M20S, 68 TH/s", "2019-08-01"},
    {"S19_XP", "Antminer S19 XP", 1400, 3010, "Bitmain, specification of the Antminer S19 XP, 140 TH/s", "2022-07-01"},
    {"S21", "Antminer S21", 2000, 3500, "Bitmain, specification of the Antminer S21, 200 TH/s", "2024-02-01"},
    {"S21_PRO", "Antminer S21 Pro", 2340, 3510, "Bitmain, specification of the Antminer S21 Pro, 234 TH/s", "2024-07-01"},
    {"S21_XP", "Antminer S21 XP", 2700, 3645, "Bitmain, specification of the Antminer S21 XP, 270 TH/s", "2024-10-01"},
    {NULL, NULL, 0, 0, NULL, NULL},
};

const struct miner *miner_find(struct sv id)
{
	for (const struct miner *miner = miner_list; miner->id != NULL; miner++)
		if (sv_eq_str(id, miner->id))
			return miner;
	return NULL;
}
