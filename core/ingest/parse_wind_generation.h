/* Elexon's wind and solar generation (AGWS), /generation/actual/per-type/wind-and-solar. */
#ifndef WINDFALL_INGEST_PARSE_WIND_GENERATION_H
#define WINDFALL_INGEST_PARSE_WIND_GENERATION_H

#include "core/base/arena.h"
#include "core/model/wind_generation.h"

/* {"data":[…]} into *n rows in the arena, in the reply's order, of every type; "data" null or [] gives none. A missing or wrong field is
 * RC_DATA naming row and field. */
enum rc parse_wind_generation(struct sv body, struct arena *arena, struct wind_generation_row **rows, size_t *n,
                              struct err *err) MUST_CHECK;

#endif
