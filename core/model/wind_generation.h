/* Wind output per half hour, actual or estimated (AGWS): the denominator of the curtailed share. */
#ifndef WINDFALL_MODEL_WIND_GENERATION_H
#define WINDFALL_MODEL_WIND_GENERATION_H

#include "core/base/err.h"
#include "core/model/settlement.h"
#include "core/model/stack_row.h"

enum wind_generation_kind { WIND_GENERATION_ONSHORE, WIND_GENERATION_OFFSHORE, WIND_GENERATION_KINDS };

/* One row as published. */
struct wind_generation_row {
	int32_t settlement_date;
	int settlement_period;
	int64_t published_utc;
	const char *psr_type; /* "Wind Onshore", "Wind Offshore", "Solar"; NULL where null */
	struct stack_decimal quantity_mw;
};

struct wind_generation_figure {
	bool known;
	int64_t energy_nano_mwh, published_utc;
};

/* A settlement day; by period, element 0 is unused. */
struct wind_generation_day {
	struct wind_generation_figure at[SETTLEMENT_PERIODS_MAX + 1][WIND_GENERATION_KINDS];
};

const char *wind_generation_kind_name(enum wind_generation_kind kind); /* "onshore", "offshore" */

/* The rows of the day, MW × 0.5 in MWh, of several the one published last; what is no wind, of another day or without a quantity is left
 * out. RC_DATA: a quantity beyond 100000 MW, a period that the day does not have, two quantities published at one moment, or rows of
 * which none is of the day. */
enum rc wind_generation_collect(const struct wind_generation_row *rows, size_t n, int32_t day, struct wind_generation_day *out,
                                struct err *err) MUST_CHECK;

/* Leaves in *read what changes *known: figures not known, and others published no earlier. Returns how many. */
int wind_generation_news(struct wind_generation_day *read, const struct wind_generation_day *known);

#endif
