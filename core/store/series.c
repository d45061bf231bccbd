#include "core/store/series.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/dec.h"
#include "core/base/tm.h"
#include "core/store/rows.h"
#include "statements.h"

static enum rc no_memory(struct err *err)
{
	return err_set(err, RC_FAIL, "out of memory for a reference series");
}

static enum rc read_known(struct db *db, const char *series, int64_t *known_through_utc, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_series_read, &series, &result, err);
	if (rc == RC_OK)
		*known_through_utc = db_rows(result) > 0 ? db_get_int(result, 0, 0) : 0;
	db_result_free(result);
	return rc;
}

static enum rc read_epoch(const struct db_result *result, int row, struct difficulty_epoch *epoch, struct err *err)
{
	epoch->height = db_get_int(result, row, 0);
	epoch->start_utc = db_get_int(result, row, 1);
	epoch->exact_time = db_get_bool(result, row, 2);
	if (!difficulty_parse(sv_of(db_get(result, row, 3)), epoch))
		return err_set(err, RC_DATA, "difficulty %s of height %" PRId64 " does not fit", db_get(result, row, 3), epoch->height);
	return RC_OK;
}

enum rc series_load_difficulty(struct db *db, struct arena *arena, struct difficulty_series *series, struct err *err)
{
	struct db_result *result = NULL;
	*series = (struct difficulty_series){0};
	enum rc rc = read_known(db, "difficulty", &series->known_through_utc, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_difficulty_read, NULL, &result, err);
	int rows = rc == RC_OK ? db_rows(result) : 0;
	struct difficulty_epoch *epochs = arena_alloc(arena, ((size_t)rows + 1) * sizeof(*epochs));
	if (rc == RC_OK && epochs == NULL)
		rc = no_memory(err);
	for (int i = 0; rc == RC_OK && i < rows; i++)
		rc = read_epoch(result, i, &epochs[i], err);
	series->epochs = epochs;
	series->n = (size_t)rows;
	db_result_free(result);
	return rc;
}

enum rc series_load_prices(struct db *db, int32_t from_day, int32_t to_day, struct arena *arena, struct price **prices, size_t *n,
                           struct err *err)
{
	char from[TM_TEXT_MAX], to[TM_TEXT_MAX];
	struct db_result *result = NULL;
	const char *const params[] = {tm_format_day(from, from_day), tm_format_day(to, to_day)};
	enum rc rc = db_run(db, &statements_prices_read, params, &result, err);
	*n = rc == RC_OK ? (size_t)db_rows(result) : 0;
	*prices = arena_alloc(arena, (*n + 1) * sizeof(**prices));
	if (rc == RC_OK && *prices == NULL)
		rc = no_memory(err);
	for (size_t i = 0; rc == RC_OK && i < *n; i++) {
		struct price *price = &(*prices)[i];
		price->day = (int32_t)db_get_int(result, (int)i, 0);
		price->known = dec_parse(sv_of(db_get(result, (int)i, 1)), 6, &price->micro_gbp);
		price->usd_known = dec_parse(sv_of(db_get(result, (int)i, 2)), 6, &price->micro_usd);
	}
	db_result_free(result);
	return rc;
}

/* The rows as parameters behind those already in params. */
static enum rc send(struct db *db, const struct db_stmt *stmt, const char **params, int before, struct rows *rows, struct err *err)
{
	enum rc rc = rows_params(rows, params + before, err);
	if (rc == RC_OK)
		rc = db_run(db, stmt, params, NULL, err);
	rows_fini(rows);
	return rc;
}

enum rc series_write_epochs(struct db *db, const struct series_epoch *epochs, size_t n, bool simulated, struct err *err)
{
	struct rows rows;
	const char *params[6];
	params[5] = simulated ? "t" : "f";
	rows_init(&rows, 5);
	for (size_t i = 0; i < n; i++) {
		const struct difficulty_epoch *e = &epochs[i].epoch;
		char height[ROWS_NUMBER_MAX], start[TM_TEXT_MAX];
		rows_add(&rows, (const char *const[]){rows_number(height, e->height, 0), tm_format_utc(start, e->start_utc),
		                                      e->exact_time ? "t" : "f", e->text, epochs[i].source});
	}
	return send(db, &statements_difficulty_write, params, 0, &rows, err);
}

enum rc series_write_closes(struct db *db, const struct price *closes, size_t n, const char *source, bool simulated, bool stands_back,
                            struct err *err)
{
	struct rows rows;
	const char *params[6] = {source, simulated ? "t" : "f", stands_back ? "t" : "f"};
	rows_init(&rows, 3);
	for (size_t i = 0; i < n; i++) {
		const struct price *c = &closes[i];
		char date[TM_TEXT_MAX], usd[ROWS_NUMBER_MAX], gbp[ROWS_NUMBER_MAX];
		rows_add(&rows, (const char *const[]){tm_format_day(date, c->day), c->usd_known ? rows_number(usd, c->micro_usd, 6) : NULL,
		                                      c->known ? rows_number(gbp, c->micro_gbp, 6) : NULL});
	}
	return send(db, &statements_closes_write, params, 3, &rows, err);
}

enum rc series_write_rates(struct db *db, const struct series_rate *rates, size_t n, const char *source, struct err *err)
{
	struct rows rows;
	const char *params[3] = {source};
	rows_init(&rows, 2);
	for (size_t i = 0; i < n; i++) {
		char date[TM_TEXT_MAX], rate[ROWS_NUMBER_MAX];
		rows_add(&rows, (const char *const[]){tm_format_day(date, rates[i].day), rows_number(rate, rates[i].usd_gbp_e8, 8)});
	}
	return send(db, &statements_rates_write, params, 1, &rows, err);
}

enum rc series_write_known(struct db *db, const char *series, int64_t known_through_utc, const char *source, struct err *err)
{
	char known[TM_TEXT_MAX];
	const char *const params[] = {series, tm_format_utc(known, known_through_utc), source};
	return db_run(db, &statements_series_write, params, NULL, err);
}

enum rc series_derive_prices(struct db *db, struct arena *arena, struct calendar_days *days, struct err *err)
{
	return calendar_read(db, &statements_prices_derive, NULL, arena, days, err);
}

enum rc series_missing_prices(struct db *db, const char *currency, struct arena *arena, struct calendar_days *days, struct err *err)
{
	return calendar_read(db, &statements_prices_missing, &currency, arena, days, err);
}
