#include "core/store/bitcoin.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/dec.h"
#include "core/base/limits.h"
#include "core/base/tm.h"
#include "core/store/rows.h"
#include "statements.h"

/* A row of historical_bitcoin_calculations as texts. */
struct row_text {
	char period[ROWS_NUMBER_MAX], bitcoin[ROWS_NUMBER_MAX], value[ROWS_NUMBER_MAX], usd[ROWS_NUMBER_MAX], subsidy[ROWS_NUMBER_MAX],
	    version[ROWS_NUMBER_MAX];
};

enum column { PERIOD, DEFINITION, BM_UNIT, MINER, BITCOIN_BTC, VALUE_GBP, VALUE_USD, DIFFICULTY, SUBSIDY_BTC, FORMULA_VERSION, COLUMNS };

static void row_fields(const struct bitcoin_day *day, size_t half_hour, int miner, struct row_text *text, const char *fields[COLUMNS])
{
	const struct bitcoin_half_hour *h = &day->half_hours[half_hour];
	const struct bitcoin_figure *f = &day->figures[half_hour * (size_t)day->miners + (size_t)miner];
	(void)rows_number(text->period, h->period, 0);
	(void)rows_number(text->version, day->formula_version, 0);
	(void)rows_number(text->bitcoin, f->bitcoin_pico_btc, 12);
	(void)rows_number(text->value, f->value_micro_gbp, 6);
	(void)rows_number(text->usd, f->value_micro_usd, 6);
	(void)rows_number(text->subsidy, day->subsidy_sat[h->period], 8);
	fields[PERIOD] = text->period;
	fields[DEFINITION] = h->definition;
	fields[BM_UNIT] = h->bm_unit;
	fields[MINER] = miner_list[miner].id;
	fields[BITCOIN_BTC] = text->bitcoin;
	fields[VALUE_GBP] = f->value_known ? text->value : NULL;
	fields[VALUE_USD] = f->usd_known ? text->usd : NULL;
	fields[DIFFICULTY] = day->epochs[h->period]->text;
	fields[SUBSIDY_BTC] = text->subsidy;
	fields[FORMULA_VERSION] = text->version;
}

static enum rc no_memory(struct err *err, int rows)
{
	return err_set(err, RC_FAIL, "out of memory for %d half hours", rows);
}

static bool read_half_hour(const struct db_result *result, int row, struct arena *arena, struct bitcoin_half_hour *h)
{
	h->period = (int)db_get_int(result, row, 0);
	h->definition = arena_dup(arena, sv_of(db_get(result, row, 1)));
	h->bm_unit = arena_dup(arena, sv_of(db_get(result, row, 2)));
	return dec_parse(sv_of(db_get(result, row, 3)), 9, &h->energy_nano_mwh);
}

enum rc bitcoin_read_half_hours(struct db *db, const char *date, const struct day_periods *chosen, struct arena *arena,
                                struct bitcoin_half_hour **half_hours, size_t *n, struct err *err)
{
	char periods[DAY_PERIODS_TEXT_MAX];
	struct db_result *result = NULL;
	const char *const params[] = {date, day_periods_text(periods, chosen)};
	enum rc rc = db_run(db, &statements_half_hours_read, params, &result, err);
	int rows = rc == RC_OK ? db_rows(result) : 0;
	*n = (size_t)rows;
	*half_hours = arena_alloc(arena, (*n + 1) * sizeof(**half_hours));
	for (int i = 0; rc == RC_OK && !arena->failed && i < rows; i++)
		if (!read_half_hour(result, i, arena, &(*half_hours)[i]))
			rc = err_set(err, RC_DATA, "curtailed_mwh %s does not fit", db_get(result, i, 3));
	if (rc == RC_OK && arena->failed)
		rc = no_memory(err, rows);
	db_result_free(result);
	return rc;
}

static bool same_number(const char *kept, const char *computed)
{
	if (kept == NULL || computed == NULL)
		return kept == computed;
	return sv_eq(dec_trim(sv_of(kept)), dec_trim(sv_of(computed)));
}

static bool same_row(const struct db_result *result, int row, const char *const *fields)
{
	for (int c = PERIOD; c <= MINER; c++)
		if (strcmp(db_get(result, row, c), fields[c]) != 0)
			return false;
	for (int c = BITCOIN_BTC; c < COLUMNS; c++)
		if (!same_number(db_get(result, row, c), fields[c]))
			return false;
	return true;
}

/* Walks the period's rows of both, which are in the same order, and leaves *half_hour and *row behind the period. */
static bool same_period(const struct db_result *result, int *row, const struct bitcoin_day *day, size_t *half_hour, int period)
{
	bool same = true;
	for (; *half_hour < day->n && day->half_hours[*half_hour].period == period; (*half_hour)++) {
		for (int m = 0; same && day->epochs[period] != NULL && m < day->miners; m++, (*row)++) {
			struct row_text text;
			const char *fields[COLUMNS];
			row_fields(day, *half_hour, m, &text, fields);
			same = *row < db_rows(result) && same_row(result, *row, fields);
		}
	}
	for (; *row < db_rows(result) && db_get_int(result, *row, PERIOD) <= period; (*row)++)
		same = false;
	return same;
}

static enum rc read_kept(struct db *db, const struct db_stmt *stmt, const char *date, struct db_result **result, struct err *err)
{
	struct rows miners;
	const char *params[2] = {date};
	rows_init(&miners, 1);
	for (const struct miner *m = miner_list; m->id != NULL; m++)
		rows_add(&miners, &m->id);
	enum rc rc = rows_params(&miners, params + 1, err);
	if (rc == RC_OK)
		rc = db_run(db, stmt, params, result, err);
	rows_fini(&miners);
	return rc;
}

enum rc bitcoin_compare(struct db *db, const char *date, const struct bitcoin_day *day, struct day_periods *differ, struct err *err)
{
	struct db_result *units = NULL, *fleet = NULL;
	int row = 0;
	size_t half_hour = 0;
	enum rc rc = read_kept(db, &statements_bitcoin_read, date, &units, err);
	if (rc == RC_OK)
		rc = read_kept(db, &statements_fleet_read, date, &fleet, err);
	for (int period = 1; rc == RC_OK && period <= SETTLEMENT_PERIODS_MAX; period++)
		differ->at[period] = !same_period(units, &row, day, &half_hour, period);
	if (rc == RC_OK)
		fleet_compare(fleet, &day->fleet, differ);
	db_result_free(units);
	db_result_free(fleet);
	return rc;
}

enum rc bitcoin_clear(struct db *db, const char *date, const struct day_periods *chosen, struct err *err)
{
	char periods[DAY_PERIODS_TEXT_MAX];
	return db_run(db, &statements_bitcoin_clear, (const char *const[]){date, day_periods_text(periods, chosen)}, NULL, err);
}

static enum rc copy_half_hour(struct db *db, int32_t day_number, const struct bitcoin_day *day, size_t half_hour, struct err *err)
{
	char date[TM_TEXT_MAX], start[TM_TEXT_MAX];
	struct row_text text;
	const char *fields[COLUMNS + 2];
	int period = day->half_hours[half_hour].period;
	enum rc rc = RC_OK;
	fields[0] = tm_format_day(date, day_number);
	(void)tm_format_utc(start, settlement_start_utc(day_number, period));
	for (int m = 0; rc == RC_OK && m < day->miners; m++) {
		row_fields(day, half_hour, m, &text, fields + 2);
		fields[1] = text.period;
		fields[2] = start;
		rc = db_copy_row(db, fields, COLUMNS + 2, err);
	}
	return rc;
}

enum rc bitcoin_write(struct db *db, int32_t day_number, const struct bitcoin_day *day, const struct day_periods *chosen, struct err *err)
{
	enum rc rc = db_copy_begin(db, &statements_bitcoin_copy, err);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < day->n; i++) {
		int period = day->half_hours[i].period;
		if (chosen->at[period] && day->epochs[period] != NULL)
			rc = copy_half_hour(db, day_number, day, i, err);
	}
	if (rc == RC_OK)
		rc = db_copy_end(db, err);
	return rc == RC_OK ? fleet_write(db, day_number, &day->fleet, chosen, err) : rc;
}
