#include "core/model/miner.h"

#include <stddef.h>

/* Rated hashrate and power at the wall as the makers publish them; the date is that of entry here. */
const struct miner miner_list[] = {
    {"S19J_PRO", "Antminer S19j Pro", 1000, 3050, "Bitmain, rated figures of the Antminer S19j Pro (100 TH/s)", "2026-11-22"},
    {"S9", "Antminer S9", 135, 1323, "Bitmain, rated figures of the Antminer S9 (13.5 TH/s)", "2026-11-22"},
    {"M20S", "Whatsminer M20S", 680, 3360, "MicroBT, rated figures of the Whatsminer M20S (68 TH/s)", "2026-11-22"},
    {"S19_XP", "Antminer S19 XP", 1400, 3010, "Bitmain, rated figures of the Antminer S19 XP (140 TH/s)", "2026-11-22"},
    {"S21", "Antminer S21", 2000, 3500, "Bitmain, rated figures of the Antminer S21 (200 TH/s)", "2026-11-22"},
    {"S21_PRO", "Antminer S21 Pro", 2340, 3510, "Bitmain, rated figures of the Antminer S21 Pro (234 TH/s)", "2026-11-22"},
    {"S21_XP", "Antminer S21 XP", 2700, 3645, "Bitmain, rated figures of the Antminer S21 XP (270 TH/s)", "2026-11-22"},
    {NULL, NULL, 0, 0, NULL, NULL},
};

const struct miner *miner_find(struct sv id)
{
	for (const struct miner *miner = miner_list; miner->id != NULL; miner++)
		if (sv_eq_str(id, miner->id))
			return miner;
	return NULL;
}
