#include "core/store/summaries.h"

#include "core/store/turn.h"
#include "statements.h"

static enum rc run_all(struct db *db, const struct db_stmt *const *stmts, const char *date, int64_t *written, struct err *err)
{
	enum rc rc = RC_OK;
	for (; rc == RC_OK && *stmts != NULL; stmts++) {
		struct db_result *result = NULL;
		rc = db_run(db, *stmts, &date, &result, err);
		if (rc == RC_OK)
			*written += db_affected(result);
		db_result_free(result);
	}
	return rc;
}

enum rc summaries_build(struct db *db, const char *date, bool revised, struct epochs_moved *moved, bool *changed, struct err *err)
{
	static const struct db_stmt *const cover[] = {&statements_day_cover, NULL};
	static const struct db_stmt *const of_day[] = {
	    &statements_unit_days_trim,          &statements_unit_days_build,     &statements_daily_build,
	    &statements_bitcoin_unit_days_build, &statements_bitcoin_daily_build, NULL,
	};
	static const struct db_stmt *const of_longer[] = {
	    &statements_unit_months_build, &statements_monthly_build,        &statements_bitcoin_monthly_build,
	    &statements_yearly_build,      &statements_bitcoin_yearly_build, NULL,
	};
	int64_t written = 0;
	enum rc rc = revised ? run_all(db, cover, date, &written, err) : RC_OK;
	if (rc == RC_OK)
		rc = run_all(db, of_day, date, &written, err);
	if (rc == RC_OK && !revised && written > 0)
		rc = run_all(db, cover, date, &written, err);
	if (rc == RC_OK)
		rc = turn_totals(db, date, err);
	if (rc == RC_OK)
		rc = run_all(db, of_longer, date, &written, err);
	*changed = written > 0;
	return rc == RC_OK && *changed ? epochs_bump_day(db, date, moved, err) : rc;
}
