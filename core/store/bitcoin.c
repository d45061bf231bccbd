#include "core/store/bitcoin.h"

#include <string.h>

#include "core/base/dec.h"
#include "core/base/limits.h"
#include "core/io/db_row.h"
#include "core/store/rows.h"
#include "statements.h"

enum kept_column { PERIOD, DEFINITION, BM_UNIT, MINER, BITCOIN_BTC, VALUE_GBP, VALUE_USD, DIFFICULTY, SUBSIDY_BTC, FORMULA_VERSION };

#define PICO_SCALE 12
#define MICRO_SCALE 6
#define SAT_SCALE 8
#define COPIED_COLUMNS 12

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

static const struct bitcoin_figure *figure_of(const struct bitcoin_day *day, size_t half_hour, int miner)
{
	return &day->figures[half_hour * (size_t)day->miners + (size_t)miner];
}

static bool same_value(const char *kept, bool known, int64_t micro)
{
	return known ? rows_number_is(kept, micro, MICRO_SCALE) : kept == NULL;
}

static bool same_row(const struct db_result *kept, int row, const struct bitcoin_day *day, size_t half_hour, int miner)
{
	const struct bitcoin_half_hour *h = &day->half_hours[half_hour];
	const struct bitcoin_figure *f = figure_of(day, half_hour, miner);
	return row < db_rows(kept) && db_get_int(kept, row, PERIOD) == h->period && strcmp(db_get(kept, row, DEFINITION), h->definition) == 0 &&
	       strcmp(db_get(kept, row, BM_UNIT), h->bm_unit) == 0 && strcmp(db_get(kept, row, MINER), miner_list[miner].id) == 0 &&
	       rows_number_is(db_get(kept, row, BITCOIN_BTC), f->bitcoin_pico_btc, PICO_SCALE) &&
	       same_value(db_get(kept, row, VALUE_GBP), f->value_known, f->value_micro_gbp) &&
	       same_value(db_get(kept, row, VALUE_USD), f->usd_known, f->value_micro_usd) &&
	       sv_eq(dec_trim(sv_of(db_get(kept, row, DIFFICULTY))), dec_trim(sv_of(day->epochs[h->period]->text))) &&
	       rows_number_is(db_get(kept, row, SUBSIDY_BTC), day->subsidy_sat[h->period], SAT_SCALE) &&
	       db_get_int(kept, row, FORMULA_VERSION) == day->formula_version;
}

/* Walks the period's rows of both, which are in the same order, and leaves *half_hour and *row behind the period. */
static bool same_period(const struct db_result *result, int *row, const struct bitcoin_day *day, size_t *half_hour, int period)
{
	bool same = true;
	for (; *half_hour < day->n && day->half_hours[*half_hour].period == period; (*half_hour)++)
		for (int m = 0; same && day->epochs[period] != NULL && m < day->miners; m++, (*row)++)
			same = same_row(result, *row, day, *half_hour, m);
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

/* In the order of bitcoin_copy. */
static void add_row(struct buf *row, int32_t day_number, const struct bitcoin_day *day, size_t half_hour, int miner)
{
	const struct bitcoin_half_hour *h = &day->half_hours[half_hour];
	const struct bitcoin_figure *f = figure_of(day, half_hour, miner);
	const struct difficulty_epoch *epoch = day->epochs[h->period];
	db_row_date(row, day_number);
	db_row_smallint(row, h->period);
	db_row_timestamptz(row, settlement_start_utc(day_number, h->period));
	db_row_text(row, h->definition);
	db_row_text(row, h->bm_unit);
	db_row_text(row, miner_list[miner].id);
	db_row_numeric(row, f->bitcoin_pico_btc, PICO_SCALE);
	db_row_known_numeric(row, f->value_known, f->value_micro_gbp, MICRO_SCALE);
	db_row_known_numeric(row, f->usd_known, f->value_micro_usd, MICRO_SCALE);
	db_row_numeric(row, epoch->units, epoch->scale);
	db_row_numeric(row, day->subsidy_sat[h->period], SAT_SCALE);
	db_row_smallint(row, day->formula_version);
}

static enum rc copy_half_hour(struct db *db, int32_t day_number, const struct bitcoin_day *day, size_t half_hour, struct err *err)
{
	enum rc rc = RC_OK;
	for (int m = 0; rc == RC_OK && m < day->miners; m++) {
		struct buf *row = NULL;
		rc = db_copy_row(db, COPIED_COLUMNS, &row, err);
		if (rc == RC_OK)
			add_row(row, day_number, day, half_hour, m);
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
