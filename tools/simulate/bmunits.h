/* The register of BM units, as /reference/bmunits/all gives it. */
#ifndef WINDFALL_SIMULATE_BMUNITS_H
#define WINDFALL_SIMULATE_BMUNITS_H

#include "core/base/buf.h"
#include "tools/simulate/fleet.h"

void bmunits_write(struct buf *out, const struct fleet *fleet); /* the reply's body: a bare array */

#endif
