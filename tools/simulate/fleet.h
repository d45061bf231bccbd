/* The invented BM units: wind farms, other plant, and the odd rows a register has. A function of the seed alone. */
#ifndef WINDFALL_SIMULATE_FLEET_H
#define WINDFALL_SIMULATE_FLEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FLEET_MAX 256

struct fleet_unit {
	char id[16], national_grid_id[16], name[48]; /* id "" where the register has null */
	char party[40], party_id[16];
	const char *fuel; /* NULL where the register has null */
	char type;        /* first letter of the id, as the register's bmUnitType */
	bool wind, scottish;
	int64_t capacity_milli_mw;
	int64_t bid_pence, offer_pence; /* per MWh */
};

struct fleet {
	struct fleet_unit units[FLEET_MAX];
	size_t n, wind; /* wind farms stand first */
};

void fleet_init(struct fleet *fleet, uint64_t seed);

#endif
