/* Reference series as CSV: the files of sql/reference and a user's own (`sync --file`). Lines that start with # are comments, the first
 * other line names the columns, in any order; an error names line and column. Texts lie in the arena. */
#ifndef WINDFALL_INGEST_PARSE_CSV_H
#define WINDFALL_INGEST_PARSE_CSV_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/model/difficulty.h"

struct parse_csv_epoch {
	struct difficulty_epoch epoch;
	const char *source; /* "" where the file does not say */
};

struct parse_csv_value {
	int64_t units;
	bool known;
};

struct parse_csv_daily {
	int32_t day;                            /* UTC */
	struct parse_csv_value usd_close_micro; /* 1e-6 USD a bitcoin */
	struct parse_csv_value gbp_quote_micro; /* 1e-6 GBP a bitcoin */
	struct parse_csv_value usd_gbp_e8;      /* 1e-8 GBP a dollar */
};

/* height,difficulty and start_time_utc or start_date_utc (or both), optionally source; ascending by height and start.
 * *known_through_utc is what a comment "Known through <UTC time>" says, else 0. */
enum rc parse_csv_epochs(struct sv text, struct arena *arena, struct parse_csv_epoch **epochs, size_t *n, int64_t *known_through_utc,
                         struct err *err) MUST_CHECK;

/* date and at least one of btc_usd_close, btc_gbp, usd_gbp; an empty field is not known, a line of none is left out; dates ascend. */
enum rc parse_csv_dailies(struct sv text, struct arena *arena, struct parse_csv_daily **dailies, size_t *n, struct err *err) MUST_CHECK;

#endif
