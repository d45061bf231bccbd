/* One settlement day's half hours and records. Everything here runs inside the caller's transaction, but day_read_known. */
#ifndef WINDFALL_STORE_DAY_H
#define WINDFALL_STORE_DAY_H

#include "core/base/digest.h"
#include "core/io/db.h"
#include "core/model/curtailment.h"
#include "core/model/settlement.h"
#include "core/model/stack_row.h"

enum day_state { DAY_NEVER, DAY_MISSING, DAY_EMPTY, DAY_COMPLETE };

/* What the power bought instead of a half hour's curtailment cost, under one definition. */
struct day_replacement {
	bool curtailed; /* false: there is nothing to replace */
	bool known;
	int64_t cost_micro_gbp;
};

/* What the database has of a half hour. */
struct day_known {
	enum day_state state;
	bool provisional, failed;
	int64_t fetched_utc;               /* 0: never */
	char rows_sha256[DIGEST_HEX_SIZE]; /* "" unless complete */
	struct day_replacement replacements[CURTAILMENT_DEFINITIONS];
};

/* A curtailment record: a wind unit's bid, and what it cost. */
struct day_record {
	const struct stack_row *row;
	int64_t payment_micro_gbp;
	bool payment_known;
};

/* A half hour as just read. */
struct day_reading {
	int period;
	enum day_state state; /* DAY_NEVER: the reading failed, and failure says why */
	char failure[64];
	bool provisional;
	int64_t fetched_utc;
	int64_t bid_rows, offer_rows;
	char bid_sha256[DIGEST_HEX_SIZE], offer_sha256[DIGEST_HEX_SIZE]; /* of the replies */
	char rows_sha256[DIGEST_HEX_SIZE];                               /* of the records, in canonical text */
	const struct day_record *records;
	size_t n;
	struct day_replacement replacements[CURTAILMENT_DEFINITIONS];
};

/* Half hours of a day: element p is period p. */
struct day_periods {
	bool at[SETTLEMENT_PERIODS_MAX + 1];
};

/* known has SETTLEMENT_PERIODS_MAX + 1 elements, by period. */
enum rc day_read_known(struct db *db, const char *date, struct day_known *known, struct err *err) MUST_CHECK;

/* Writes the chosen ones of n readings: as read, as failed (each keeps what it had), or freed of an old failure. */
enum rc day_write_periods(struct db *db, const char *date, int64_t run_id, const struct day_reading *readings, size_t n,
                          const struct day_periods *chosen, struct err *err) MUST_CHECK;
enum rc day_fail_periods(struct db *db, const char *date, int64_t run_id, const struct day_reading *readings, size_t n,
                         struct err *err) MUST_CHECK;
enum rc day_heal_periods(struct db *db, const char *date, const struct day_periods *chosen, struct err *err) MUST_CHECK;

/* Replaces the records of the chosen half hours, and all that is worked out from them but the Bitcoin, which is cleared. */
enum rc day_replace_records(struct db *db, const char *date, const struct day_reading *readings, size_t n, const struct day_periods *chosen,
                            struct err *err) MUST_CHECK;

/* Replaces what the chosen half hours' replacement cost. */
enum rc day_write_replacements(struct db *db, const char *date, const struct day_reading *readings, size_t n,
                               const struct day_periods *chosen, struct err *err) MUST_CHECK;
bool day_same_replacements(const struct day_reading *reading, const struct day_known *known);

#define DAY_PERIODS_TEXT_MAX 160
const char *day_periods_text(char out[DAY_PERIODS_TEXT_MAX], const struct day_periods *periods); /* "{1,2}" */
bool day_periods_any(const struct day_periods *periods);
bool day_periods_has(const struct day_periods *periods, int period); /* NULL stands for every one */

#endif
