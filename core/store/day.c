#include "core/store/day.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/dec.h"
#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/io/db_row.h"
#include "core/store/rows.h"
#include "statements.h"

#define RECORD_COLUMNS 17

static const char *const state_names[] = {[DAY_MISSING] = "missing", [DAY_EMPTY] = "empty", [DAY_COMPLETE] = "complete"};

bool day_periods_any(const struct day_periods *periods)
{
	for (int p = 1; p <= SETTLEMENT_PERIODS_MAX; p++)
		if (periods->at[p])
			return true;
	return false;
}

bool day_periods_has(const struct day_periods *periods, int period)
{
	return periods == NULL || periods->at[period];
}

const char *day_periods_text(char out[DAY_PERIODS_TEXT_MAX], const struct day_periods *periods)
{
	size_t n = 0;
	out[n++] = '{';
	for (int p = 1; p <= SETTLEMENT_PERIODS_MAX; p++)
		if (periods->at[p])
			n += (size_t)snprintf(out + n, DAY_PERIODS_TEXT_MAX - n, n == 1 ? "%d" : ",%d", p);
	(void)snprintf(out + n, DAY_PERIODS_TEXT_MAX - n, "}");
	return out;
}

static enum day_state state_of(const char *name)
{
	for (int state = DAY_MISSING; state <= DAY_COMPLETE; state++)
		if (strcmp(state_names[state], name) == 0)
			return (enum day_state)state;
	return DAY_NEVER;
}

static enum rc read_replacements(struct db *db, const char *date, struct day_known *known, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_replacements_of_day, &date, &result, err);
	for (int i = 0; rc == RC_OK && i < db_rows(result); i++) {
		const struct curtailment_definition *definition = curtailment_definition(sv_of(db_get(result, i, 1)));
		const char *cost = db_get(result, i, 2);
		if (definition == NULL)
			continue;
		struct day_replacement *r = &known[db_get_int(result, i, 0)].replacements[definition - curtailment_definitions];
		r->curtailed = true;
		r->known = cost != NULL;
		if (r->known && !dec_parse(sv_of(cost), 6, &r->cost_micro_gbp))
			rc = err_set(err, RC_DATA, "replacement_gbp %s does not fit", cost);
	}
	db_result_free(result);
	return rc;
}

enum rc day_read_known(struct db *db, const char *date, struct day_known *known, struct err *err)
{
	struct db_result *result = NULL;
	memset(known, 0, (SETTLEMENT_PERIODS_MAX + 1) * sizeof(*known));
	enum rc rc = db_run(db, &statements_periods_of_day, &date, &result, err);
	for (int i = 0; rc == RC_OK && i < db_rows(result); i++) {
		struct day_known *k = &known[db_get_int(result, i, 0)];
		k->state = state_of(db_get(result, i, 1));
		k->provisional = db_get_bool(result, i, 2);
		(void)sv_copy(sv_of(db_get(result, i, 3)), k->rows_sha256, sizeof(k->rows_sha256));
		k->failed = db_get_bool(result, i, 4);
		k->fetched_utc = db_get_int(result, i, 5);
	}
	db_result_free(result);
	return rc == RC_OK ? read_replacements(db, date, known, err) : rc;
}

static const char *text_or_null(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

static void add_reading(struct rows *rows, const struct day_reading *r)
{
	char period[ROWS_NUMBER_MAX], fetched[TM_TEXT_MAX], bids[ROWS_NUMBER_MAX], offers[ROWS_NUMBER_MAX];
	bool read = r->state == DAY_COMPLETE || r->state == DAY_EMPTY;
	rows_add(rows,
	         (const char *const[]){rows_number(period, r->period, 0), state_names[r->state], r->provisional ? "t" : "f",
	                               read ? tm_format_utc(fetched, r->fetched_utc) : NULL, read ? rows_number(bids, r->bid_rows, 0) : NULL,
	                               read ? rows_number(offers, r->offer_rows, 0) : NULL, text_or_null(r->bid_sha256),
	                               text_or_null(r->offer_sha256), text_or_null(r->rows_sha256)});
}

/* The rows as parameters after the date and the run. */
static enum rc send(struct db *db, const struct db_stmt *stmt, const char *date, int64_t run_id, struct rows *rows, struct err *err)
{
	char run[ROWS_NUMBER_MAX];
	const char *params[2 + ROWS_COLUMNS_MAX] = {date, rows_number(run, run_id, 0)};
	enum rc rc = rows->n == 0 ? RC_OK : rows_params(rows, params + 2, err);
	if (rc == RC_OK && rows->n > 0)
		rc = db_run(db, stmt, params, NULL, err);
	rows_fini(rows);
	return rc;
}

enum rc day_write_periods(struct db *db, const char *date, int64_t run_id, const struct day_reading *readings, size_t n,
                          const struct day_periods *chosen, struct err *err)
{
	struct rows rows;
	rows_init(&rows, 9);
	for (size_t i = 0; i < n; i++)
		if (chosen->at[readings[i].period])
			add_reading(&rows, &readings[i]);
	return send(db, &statements_periods_write, date, run_id, &rows, err);
}

enum rc day_fail_periods(struct db *db, const char *date, int64_t run_id, const struct day_reading *readings, size_t n, struct err *err)
{
	struct rows rows;
	char period[ROWS_NUMBER_MAX];
	rows_init(&rows, 2);
	for (size_t i = 0; i < n; i++)
		if (readings[i].state == DAY_NEVER)
			rows_add(&rows, (const char *const[]){rows_number(period, readings[i].period, 0), readings[i].failure});
	return send(db, &statements_periods_fail, date, run_id, &rows, err);
}

enum rc day_heal_periods(struct db *db, const char *date, const struct day_periods *chosen, struct err *err)
{
	char periods[DAY_PERIODS_TEXT_MAX];
	if (!day_periods_any(chosen))
		return RC_OK;
	return db_run(db, &statements_periods_heal, (const char *const[]){date, day_periods_text(periods, chosen)}, NULL, err);
}

static void add_flag(struct buf *row, enum stack_flag flag)
{
	if (flag == STACK_FLAG_NULL)
		db_row_null(row);
	else
		db_row_bool(row, flag == STACK_FLAG_TRUE);
}

static void add_known(struct buf *row, bool known, void (*add)(struct buf *, int64_t), int64_t value)
{
	if (known)
		add(row, value);
	else
		db_row_null(row);
}

/* In the order of records_copy. */
static void add_record(struct buf *row, const struct day_record *record)
{
	const struct stack_row *r = record->row;
	db_row_date(row, r->settlement_date);
	db_row_smallint(row, r->settlement_period);
	db_row_timestamptz(row, settlement_start_utc(r->settlement_date, r->settlement_period));
	db_row_text(row, r->id);
	add_known(row, r->acceptance_id.known, db_row_bigint, r->acceptance_id.value);
	add_known(row, r->bid_offer_pair_id.known, db_row_integer, r->bid_offer_pair_id.value);
	db_row_integer(row, r->sequence_number);
	add_flag(row, r->so_flag);
	add_flag(row, r->cadl_flag);
	add_flag(row, r->stor_provider_flag);
	add_flag(row, r->repriced_indicator);
	db_row_numeric(row, r->volume_nano_mwh, 9);
	db_row_known_numeric(row, r->original_price.known, r->original_price.nano, 9);
	db_row_known_numeric(row, r->final_price.known, r->final_price.nano, 9);
	db_row_known_numeric(row, r->reserve_scarcity_price.known, r->reserve_scarcity_price.nano, 9);
	db_row_known_numeric(row, record->payment_known, record->payment_micro_gbp, 6);
	add_known(row, r->created_utc.known, db_row_timestamptz, r->created_utc.value);
}

static enum rc copy_records(struct db *db, const struct day_reading *readings, size_t n, const struct day_periods *chosen, struct err *err)
{
	enum rc rc = db_copy_begin(db, &statements_records_copy, err);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; rc == RC_OK && chosen->at[readings[i].period] && j < readings[i].n; j++) {
			struct buf *row = NULL;
			rc = db_copy_row(db, RECORD_COLUMNS, &row, err);
			if (rc == RC_OK)
				add_record(row, &readings[i].records[j]);
		}
	return rc == RC_OK ? db_copy_end(db, err) : rc;
}

enum rc day_replace_records(struct db *db, const char *date, const struct day_reading *readings, size_t n, const struct day_periods *chosen,
                            struct err *err)
{
	char periods[DAY_PERIODS_TEXT_MAX];
	const char *const params[] = {date, day_periods_text(periods, chosen)};
	static const struct db_stmt *const clears[] = {&statements_bitcoin_clear, &statements_half_hours_clear, &statements_records_clear};
	enum rc rc = RC_OK;
	for (size_t i = 0; rc == RC_OK && i < sizeof(clears) / sizeof(clears[0]); i++)
		rc = db_run(db, clears[i], params, NULL, err);
	if (rc == RC_OK)
		rc = copy_records(db, readings, n, chosen, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_half_hours_build, params, NULL, err);
	return rc;
}

static void add_replacements(struct rows *rows, const struct day_reading *reading)
{
	char period[ROWS_NUMBER_MAX], cost[ROWS_NUMBER_MAX];
	for (size_t d = 0; d < CURTAILMENT_DEFINITIONS; d++) {
		const struct day_replacement *r = &reading->replacements[d];
		if (r->curtailed)
			rows_add(rows, (const char *const[]){rows_number(period, reading->period, 0), curtailment_definitions[d].id,
			                                     r->known ? rows_number(cost, r->cost_micro_gbp, 6) : NULL});
	}
}

enum rc day_write_replacements(struct db *db, const char *date, const struct day_reading *readings, size_t n,
                               const struct day_periods *chosen, struct err *err)
{
	char periods[DAY_PERIODS_TEXT_MAX];
	const char *params[1 + ROWS_COLUMNS_MAX] = {date, day_periods_text(periods, chosen)};
	struct rows rows;
	enum rc rc = db_run(db, &statements_replacements_clear, params, NULL, err);
	rows_init(&rows, 3);
	for (size_t i = 0; i < n; i++)
		if (chosen->at[readings[i].period])
			add_replacements(&rows, &readings[i]);
	if (rc == RC_OK)
		rc = rows_params(&rows, params + 1, err);
	if (rc == RC_OK && rows.n > 0)
		rc = db_run(db, &statements_replacements_write, params, NULL, err);
	rows_fini(&rows);
	return rc;
}

bool day_same_replacements(const struct day_reading *reading, const struct day_known *known)
{
	for (size_t d = 0; d < CURTAILMENT_DEFINITIONS; d++) {
		const struct day_replacement *a = &reading->replacements[d], *b = &known->replacements[d];
		if (a->curtailed != b->curtailed || a->known != b->known || a->cost_micro_gbp != b->cost_micro_gbp)
			return false;
	}
	return true;
}
