/* The reference series: retarget epochs, daily prices, exchange rates. */
#ifndef WINDFALL_STORE_SERIES_H
#define WINDFALL_STORE_SERIES_H

#include "core/base/arena.h"
#include "core/model/difficulty.h"
#include "core/model/price.h"
#include "core/store/calendar.h"
#include "core/store/epochs.h"

/* An epoch to be kept, and where it is from. */
struct series_epoch {
	struct difficulty_epoch epoch;
	const char *source;
};

struct series_rate {
	int32_t day;
	int64_t usd_gbp_e8;
};

/* All epochs, and through when they are known (0: never read). Borrowed from the arena. */
enum rc series_load_difficulty(struct db *db, struct arena *arena, struct difficulty_series *series, struct err *err) MUST_CHECK;

/* The known prices from from_day to to_day, ascending. */
enum rc series_load_prices(struct db *db, int32_t from_day, int32_t to_day, struct arena *arena, struct price **prices, size_t *n,
                           struct err *err) MUST_CHECK;

/* Inside the caller's transaction. */
enum rc series_write_epochs(struct db *db, const struct series_epoch *epochs, size_t n, bool simulated, struct err *err) MUST_CHECK;
/* The days' prices as a source gives them; what is not known stays as it is. Where the source stands back, so does what is known. */
enum rc series_write_closes(struct db *db, const struct price *closes, size_t n, const char *source, bool simulated, bool stands_back,
                            struct err *err) MUST_CHECK;
enum rc series_write_rates(struct db *db, const struct series_rate *rates, size_t n, const char *source, struct err *err) MUST_CHECK;
enum rc series_write_known(struct db *db, const char *series, int64_t known_through_utc, const char *source, struct err *err) MUST_CHECK;

/* Derives the GBP prices again; the UTC days whose price is new or changed, in the arena. */
enum rc series_derive_prices(struct db *db, struct arena *arena, struct calendar_days *days, struct err *err) MUST_CHECK;

/* UTC days of what was ingested that are over and have no price in the currency, GBP or USD. */
enum rc series_missing_prices(struct db *db, const char *currency, struct arena *arena, struct calendar_days *days,
                              struct err *err) MUST_CHECK;

#endif
