/* The checks between the parser and the store: pure. A reply that fails one refuses its half hour, with a word that says why. */
#ifndef WINDFALL_INGEST_CHECK_H
#define WINDFALL_INGEST_CHECK_H

#include "core/base/arena.h"
#include "core/base/digest.h"
#include "core/base/err.h"
#include "core/calc/replacement.h"
#include "core/store/day.h"
#include "core/store/register.h"
#include "core/store/unknown.h"

struct check_counts {
	int64_t rows, duplicates;
	int64_t unknown_ids; /* rows whose id is in no register, and their volumes, in the arena */
	struct unknown_volume *unknown;
	size_t n_unknown, unknown_cap;
};

/* Every row is of the day and period asked for; RC_DATA "foreign_row: …". */
enum rc check_rows(const struct stack_row *rows, size_t n, int32_t day, int period, struct err *err) MUST_CHECK;

/* The curtailment records among the rows of a bid stack, sorted by identity, copied to the arena with ids borrowed from units.
 * An identical twin is counted and dropped; RC_DATA "identity_conflict: …" for one that differs, "volume_range: …", "price_range: …". */
enum rc check_records(const struct stack_row *rows, size_t n, const struct register_units *units, struct arena *arena,
                      struct day_record **records, size_t *n_records, struct check_counts *counts, struct err *err) MUST_CHECK;

/* The offers that may replace curtailed wind among the rows of an offer stack, copied to the arena in the order they are taken in.
 * RC_DATA as above. */
enum rc check_offers(const struct stack_row *rows, size_t n, const struct register_units *units, struct arena *arena,
                     struct replacement_offer **offers, size_t *n_offers, struct check_counts *counts, struct err *err) MUST_CHECK;

/* SHA-256 of the records' canonical text, which holds every figure, flag and identifier, but not the time of publication. */
enum rc check_digest(const struct day_record *records, size_t n, char hex[DIGEST_HEX_SIZE], struct err *err) MUST_CHECK;

#endif
