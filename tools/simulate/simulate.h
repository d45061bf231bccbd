/* An archive of invented settlement days, with what stands beside their stacks, in the format of Elexon's recorded ones: realistic in shape,
 * marked as simulated, the same bytes for the same seed and days. Into out go reference-YYYY-MM.jsonl.gz, one YYYY-MM-DD.jsonl.gz a day and,
 * only where the days lie beyond the known figures, difficulty_epochs.csv and bitcoin_prices.csv; a file SIMULATED marks the folder. */
#ifndef WINDFALL_SIMULATE_SIMULATE_H
#define WINDFALL_SIMULATE_SIMULATE_H

#include <stdint.h>

#include "core/base/err.h"

struct simulate_options {
	int32_t from, to; /* settlement dates as civil days, both included */
	const char *out;  /* folder, made where absent; files of the same names are replaced */
	uint64_t seed;
};

/* RC_USAGE where the dates are no range of the calendar; RC_FAIL where out cannot be written. */
enum rc simulate_run(const struct simulate_options *options, struct err *err) MUST_CHECK;

#endif
