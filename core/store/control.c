#include "core/store/control.h"

#include "core/store/rows.h"
#include "statements.h"

static enum rc take_row(const struct db_result *result, int row, struct system_price_day *known, struct err *err)
{
	struct system_price_half_hour *h = &known->at[db_get_int(result, row, 0)];
	h->published = true;
	for (int c = 0; c < SYSTEM_PRICE_COLUMNS; c++) {
		const char *text = db_get(result, row, 1 + c);
		h->of[c].known = text != NULL;
		if (text != NULL && !dec_parse(sv_of(text), 9, &h->of[c].nano))
			return err_set(err, RC_DATA, "%s of system_prices does not fit", text);
	}
	return RC_OK;
}

enum rc control_read(struct db *db, const char *date, struct system_price_day *known, struct err *err)
{
	struct db_result *result = NULL;
	*known = (struct system_price_day){0};
	enum rc rc = db_run(db, &statements_system_prices_of_day, &date, &result, err);
	for (int i = 0; rc == RC_OK && i < db_rows(result); i++)
		rc = take_row(result, i, known, err);
	db_result_free(result);
	return rc;
}

static void add_half_hour(struct rows *rows, int period, const struct system_price_half_hour *h)
{
	char number[ROWS_NUMBER_MAX], text[SYSTEM_PRICE_COLUMNS][ROWS_NUMBER_MAX];
	const char *fields[1 + SYSTEM_PRICE_COLUMNS] = {rows_number(number, period, 0)};
	for (int c = 0; c < SYSTEM_PRICE_COLUMNS; c++)
		fields[1 + c] = h->of[c].known ? rows_number(text[c], h->of[c].nano, 9) : NULL;
	rows_add(rows, fields);
}

enum rc control_write(struct db *db, const char *date, const struct system_price_day *day, struct err *err)
{
	const char *params[1 + ROWS_COLUMNS_MAX] = {date};
	struct rows rows;
	rows_init(&rows, 1 + SYSTEM_PRICE_COLUMNS);
	for (int period = 1; period <= SETTLEMENT_PERIODS_MAX; period++)
		if (day->at[period].published)
			add_half_hour(&rows, period, &day->at[period]);
	enum rc rc = rows_params(&rows, params + 1, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_system_prices_write, params, NULL, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_system_price_day_build, params, NULL, err);
	rows_fini(&rows);
	return rc;
}
