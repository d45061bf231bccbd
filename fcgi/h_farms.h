/* What the pages of farms and of lead parties share. */
#ifndef WINDFALL_FCGI_H_FARMS_H
#define WINDFALL_FCGI_H_FARMS_H

#include "core/query/farm.h"
#include "fcgi/sheet.h"

/* Names of figures in meta.units. */
extern const char *const h_farms_units[];

void h_farms_write_totals(struct sheet *sheet, const char *definition, const struct farm_totals *totals);

#endif
