#include "core/store/generation.h"

#include <string.h>

#include "core/base/tm.h"
#include "core/store/rows.h"
#include "statements.h"

static enum rc take_row(const struct db_result *result, int row, struct wind_generation_day *known, struct err *err)
{
	for (enum wind_generation_kind kind = 0; kind < WIND_GENERATION_KINDS; kind++) {
		struct wind_generation_figure *figure = &known->at[db_get_int(result, row, 0)][kind];
		if (strcmp(db_get(result, row, 1), wind_generation_kind_name(kind)) != 0)
			continue;
		figure->known = true;
		figure->published_utc = db_get_int(result, row, 3);
		if (!dec_parse(sv_of(db_get(result, row, 2)), 9, &figure->energy_nano_mwh))
			return err_set(err, RC_DATA, "generation_mwh %s does not fit", db_get(result, row, 2));
	}
	return RC_OK;
}

enum rc generation_read(struct db *db, const char *date, struct wind_generation_day *known, struct err *err)
{
	struct db_result *result = NULL;
	*known = (struct wind_generation_day){0};
	enum rc rc = db_run(db, &statements_generation_of_day, &date, &result, err);
	for (int i = 0; rc == RC_OK && i < db_rows(result); i++)
		rc = take_row(result, i, known, err);
	db_result_free(result);
	return rc;
}

static void add_figure(struct rows *rows, int period, enum wind_generation_kind kind, const struct wind_generation_figure *figure)
{
	char number[ROWS_NUMBER_MAX], energy[ROWS_NUMBER_MAX], published[TM_TEXT_MAX];
	rows_add(rows, (const char *const[]){rows_number(number, period, 0), wind_generation_kind_name(kind),
	                                     rows_number(energy, figure->energy_nano_mwh, 9), tm_format_utc(published, figure->published_utc)});
}

enum rc generation_write(struct db *db, const char *date, const struct wind_generation_day *day, struct err *err)
{
	const char *params[1 + ROWS_COLUMNS_MAX] = {date};
	struct rows rows;
	rows_init(&rows, 4);
	for (int period = 1; period <= SETTLEMENT_PERIODS_MAX; period++)
		for (enum wind_generation_kind kind = 0; kind < WIND_GENERATION_KINDS; kind++)
			if (day->at[period][kind].known)
				add_figure(&rows, period, kind, &day->at[period][kind]);
	enum rc rc = rows_params(&rows, params + 1, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_generation_write, params, NULL, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_generation_day_build, params, NULL, err);
	rows_fini(&rows);
	return rc;
}

enum rc generation_missing(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err)
{
	char from_text[TM_TEXT_MAX], to_text[TM_TEXT_MAX];
	const char *const params[] = {tm_format_day(from_text, from), tm_format_day(to_text, to)};
	return calendar_read(db, &statements_generation_missing, params, arena, days, err);
}
