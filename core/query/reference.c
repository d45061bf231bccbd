#include "core/query/reference.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum { KNOWN_THROUGH = HEAD_COLUMNS, HEIGHT, START_UTC, UNTIL_UTC, EXACT_TIME, DIFFICULTY, EPOCH_SOURCE };
enum { DATE = HEAD_COLUMNS, BTC_USD, USD_GBP, USD_GBP_DATE, BTC_GBP, PRICE_SOURCE };

static enum rc run(struct db *db, const struct db_stmt *stmt, const char *const *params, int key, struct reference_page *page,
                   struct err *err)
{
	*page = (struct reference_page){0};
	enum rc rc = db_run(db, stmt, params, &page->rows, err);
	if (rc != RC_OK)
		return rc;
	page->head = head_read(page->rows);
	page->n = db_get(page->rows, 0, key) ? db_rows(page->rows) : 0; /* a head without rows stands alone */
	return RC_OK;
}

enum rc reference_list_epochs(struct db *db, const char *epoch_keys, const char *from, const char *to, const char *after_height,
                              int64_t limit, struct reference_page *page, struct err *err)
{
	char limit_text[24];
	snprintf(limit_text, sizeof limit_text, "%" PRId64, limit);
	return run(db, &queries_difficulty_epochs, (const char *[]){epoch_keys, from, to, after_height, limit_text}, HEIGHT, page, err);
}

enum rc reference_list_prices(struct db *db, const char *epoch_keys, const char *from, const char *to, int64_t limit,
                              struct reference_page *page, struct err *err)
{
	char limit_text[24];
	snprintf(limit_text, sizeof limit_text, "%" PRId64, limit);
	return run(db, &queries_prices_daily, (const char *[]){epoch_keys, from, to, limit_text}, DATE, page, err);
}

void reference_free(struct reference_page *page)
{
	db_result_free(page->rows);
}

const char *reference_known_through(const struct reference_page *page)
{
	return db_get(page->rows, 0, KNOWN_THROUGH);
}

struct reference_epoch reference_epoch_at(const struct reference_page *page, int i)
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

struct reference_price reference_price_at(const struct reference_page *page, int i)
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
