#include "core/store/revision.h"

#include "core/store/rows.h"
#include "statements.h"

enum rc revision_open(struct db *db, const char *date, int64_t run_id, const struct day_periods *changed, struct err *err)
{
	char run[ROWS_NUMBER_MAX], periods[DAY_PERIODS_TEXT_MAX];
	const char *const params[] = {date, rows_number(run, run_id, 0), day_periods_text(periods, changed)};
	return db_run(db, &statements_revision_open, params, NULL, err);
}

enum rc revision_close(struct db *db, const char *date, int64_t run_id, struct err *err)
{
	char run[ROWS_NUMBER_MAX];
	return db_run(db, &statements_revision_close, (const char *const[]){date, rows_number(run, run_id, 0)}, NULL, err);
}
