#include "core/store/notification.h"

#include "core/base/tm.h"
#include "core/store/rows.h"
#include "statements.h"

#define NANO_SCALE 9
#define MWH_TEXT_MAX (SETTLEMENT_PERIODS_MAX * ROWS_NUMBER_MAX)

/* "{1.5,NULL,0}", by period. */
static enum rc parse_energies(struct sv text, struct stack_decimal *at, struct err *err)
{
	struct sv item, rest = {text.p + 1, text.n - 2};
	for (int period = 1; sv_next(&rest, ',', &item); period++) {
		bool fits = period <= SETTLEMENT_PERIODS_MAX;
		if (fits && !sv_eq(item, SV("NULL")))
			fits = at[period].known = dec_parse(item, NANO_SCALE, &at[period].nano);
		if (!fits)
			return err_set(err, RC_DATA, "notified_mwh %.*s does not fit", SV_FMT(item));
	}
	return RC_OK;
}

enum rc notification_read(struct db *db, const char *date, const struct register_units *units, struct arena *arena,
                          struct physical_notification_day *known, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_notifications_of_day, &date, &result, err);
	size_t n = rc == RC_OK ? (size_t)db_rows(result) : 0;
	*known = (struct physical_notification_day){.units = arena_alloc(arena, (n + 1) * sizeof(*known->units))};
	if (rc == RC_OK && known->units == NULL)
		rc = err_set(err, RC_FAIL, "out of memory for %zu units", n);
	for (; rc == RC_OK && known->n < n; known->n++) {
		struct physical_notification_unit *unit = &known->units[known->n];
		*unit = (struct physical_notification_unit){.bm_unit = register_intern(units, db_get(result, (int)known->n, 0)), .read = true};
		rc = parse_energies(sv_of(db_get(result, (int)known->n, 1)), unit->at, err);
	}
	db_result_free(result);
	return rc;
}

/* A unit that notified nothing all day has "{}". */
static void add_unit(struct rows *rows, const struct physical_notification_unit *unit)
{
	char number[ROWS_NUMBER_MAX], text[MWH_TEXT_MAX];
	struct buf energies;
	int last = SETTLEMENT_PERIODS_MAX;
	while (last > 0 && !unit->at[last].known)
		last--;
	buf_init(&energies, sizeof(text));
	for (int period = 1; period <= last; period++) {
		const struct stack_decimal *energy = &unit->at[period];
		buf_addf(&energies, "%c%s", period == 1 ? '{' : ',', energy->known ? rows_number(number, energy->nano, NANO_SCALE) : "NULL");
	}
	buf_add_str(&energies, last == 0 ? "{}" : "}");
	(void)sv_copy(buf_sv(&energies), text, sizeof(text));
	buf_fini(&energies);
	rows_add(rows, (const char *const[]){unit->bm_unit, text});
}

enum rc notification_write(struct db *db, const char *date, const struct physical_notification_day *day, struct err *err)
{
	const char *params[1 + ROWS_COLUMNS_MAX] = {date};
	struct rows rows;
	rows_init(&rows, 2);
	for (size_t i = 0; i < day->n; i++)
		if (day->units[i].read)
			add_unit(&rows, &day->units[i]);
	enum rc rc = rows_params(&rows, params + 1, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_notifications_write, params, NULL, err);
	rows_fini(&rows);
	return rc;
}

enum rc notification_build(struct db *db, const char *date, struct err *err)
{
	return db_run(db, &statements_notification_day_build, &date, NULL, err);
}

static enum rc read_days(struct db *db, const struct db_stmt *stmt, int32_t from, int32_t to, struct arena *arena,
                         struct calendar_days *days, struct err *err)
{
	char from_text[TM_TEXT_MAX], to_text[TM_TEXT_MAX];
	const char *const params[] = {tm_format_day(from_text, from), tm_format_day(to_text, to)};
	return calendar_read(db, stmt, params, arena, days, err);
}

enum rc notification_kept(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err)
{
	return read_days(db, &statements_notifications_kept, from, to, arena, days, err);
}

enum rc notification_missing(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days, struct err *err)
{
	return read_days(db, &statements_notifications_missing, from, to, arena, days, err);
}
