/* Elexon's register of BM units, /reference/bmunits/all. */
#ifndef WINDFALL_INGEST_PARSE_BM_UNITS_H
#define WINDFALL_INGEST_PARSE_BM_UNITS_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/model/bm_unit.h"

struct parse_bm_units_counts {
	size_t rows;       /* in the reply */
	size_t without_id; /* left out */
	size_t duplicates; /* of an id already there, left out: of several the first that is WIND stays, else the first */
};

/* A bare array into *n units with distinct ids, in the reply's order; texts lie in the arena. An empty register is RC_DATA. */
enum rc parse_bm_units(struct sv body, struct arena *arena, struct bm_unit **units, size_t *n, struct parse_bm_units_counts *counts,
                       struct err *err) MUST_CHECK;

#endif
