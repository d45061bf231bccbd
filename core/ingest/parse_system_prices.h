/* Elexon's system prices of a day, /balancing/settlement/system-prices/{date}. */
#ifndef WINDFALL_INGEST_PARSE_SYSTEM_PRICES_H
#define WINDFALL_INGEST_PARSE_SYSTEM_PRICES_H

#include "core/base/arena.h"
#include "core/model/system_price.h"

/* {"data":[…]} into *n rows in the arena, in the reply's order; "data" null or [] gives none. A missing or wrong field is RC_DATA naming
 * row and field. */
enum rc parse_system_prices(struct sv body, struct arena *arena, struct system_price_row **rows, size_t *n, struct err *err) MUST_CHECK;

#endif
