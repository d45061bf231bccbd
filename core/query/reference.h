/* The reference series behind Bitcoin figures: retarget epochs and daily prices. */
#ifndef WINDFALL_QUERY_REFERENCE_H
#define WINDFALL_QUERY_REFERENCE_H

#include "core/query/head.h"

struct reference_epoch {
	const char *height, *start_utc;
	const char *until_utc; /* the next one's start; NULL of the last */
	bool exact_time;       /* else its date alone is known */
	const char *difficulty, *source;
};

struct reference_price {
	const char *date, *btc_usd, *usd_gbp, *usd_gbp_date, *btc_gbp, *source; /* NULL: unknown */
};

/* The epochs in force from the UTC date from to the date to, past after_height (NULL: from the first). */
enum rc reference_list_epochs(struct db *db, const char *epoch_keys, const char *from, const char *to, const char *after_height,
                              int64_t limit, struct head_page *page, struct err *err) MUST_CHECK;

/* A row a UTC date, at most limit. */
enum rc reference_list_prices(struct db *db, const char *epoch_keys, const char *from, const char *to, int64_t limit,
                              struct head_page *page, struct err *err) MUST_CHECK;

/* When the difficulty was last read in full; NULL: never. */
const char *reference_known_through(const struct head_page *page);
struct reference_epoch reference_epoch_at(const struct head_page *page, int i);
struct reference_price reference_price_at(const struct head_page *page, int i);

#endif
