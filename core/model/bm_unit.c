#include "core/model/bm_unit.h"

#include <string.h>

bool bm_unit_is_wind(const struct bm_unit *unit)
{
	return unit->fuel_type != NULL && strcmp(unit->fuel_type, "WIND") == 0;
}
