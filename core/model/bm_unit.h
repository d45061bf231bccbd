/* One row of Elexon's register of BM units. Texts are NULL where the register has null. */
#ifndef WINDFALL_MODEL_BM_UNIT_H
#define WINDFALL_MODEL_BM_UNIT_H

#include <stdbool.h>
#include <stdint.h>

struct bm_unit {
	const char *id; /* elexonBmUnit; rows without one are counted and left out */
	const char *national_grid_id, *name, *fuel_type, *lead_party, *lead_party_id, *type, *gsp_group;
	int64_t generation_capacity_milli_mw;
	bool capacity_known;
};

/* The register names the unit's fuel WIND. (That it ever was is the database's knowledge.) */
bool bm_unit_is_wind(const struct bm_unit *unit);

#endif
