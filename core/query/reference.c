#include "core/query/reference.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum { KNOWN_THROUGH = HEAD_COLUMNS, HEIGHT, START_UTC, UNTIL_UTC, EXACT_TIME, DIFFICULTY, EPOCH_SOURCE };
enum { DATE = HEAD_COLUMNS, BTC_USD, USD_GBP, USD_GBP_DATE, BTC_GBP, PRICE_SOURCE };

enum rc reference_list_epochs(struct db *db, const char *epoch_keys, const char *from, const char *to, const char *after_height,
                              int64_t limit, struct head_page *page, struct err *err)
{
	char limit_text[24];
	snprintf(limit_text, sizeof limit_text, "%" PRId64, limit);
	return head_read_page(db, &queries_difficulty_epochs, (const char *[]){epoch_keys, from, to, after_height, limit_text}, HEIGHT, page,
	                      err);
}

enum rc reference_list_prices(struct db *db, const char *epoch_keys, const char *from, const char *to, int64_t limit,
                              struct head_page *page, struct err *err)
{
	char limit_text[24];
	snprintf(limit_text, sizeof limit_text, "%" PRId64, limit);
	return head_read_page(db, &queries_prices_daily, (const char *[]){epoch_keys, from, to, limit_text}, DATE, page, err);
}

const char *reference_known_through(const struct head_page *page)
{
	return db_get(page->rows, 0, KNOWN_THROUGH);
}

struct reference_epoch reference_epoch_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct reference_epoch){
	    .height = db_get(r, i, HEIGHT),
	    .start_utc = db_get(r, i, START_UTC),
	    .until_utc = db_get(r, i, UNTIL_UTC),
	    .exact_time = db_get_bool(r, i, EXACT_TIME),
	    .difficulty = db_get(r, i, DIFFICULTY),
	    .source = db_get(r, i, EPOCH_SOURCE),
	};
}

struct reference_price reference_price_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct reference_price){
	    .date = db_get(r, i, DATE),
	    .btc_usd = db_get(r, i, BTC_USD),
	    .usd_gbp = db_get(r, i, USD_GBP),
	    .usd_gbp_date = db_get(r, i, USD_GBP_DATE),
	    .btc_gbp = db_get(r, i, BTC_GBP),
	    .source = db_get(r, i, PRICE_SOURCE),
	};
}
