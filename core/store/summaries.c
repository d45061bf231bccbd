#include "core/store/summaries.h"

#include "statements.h"

static enum rc run_all(struct db *db, const struct db_stmt *const *stmts, size_t n, const char *date, struct err *err)
{
	enum rc rc = RC_OK;
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = db_run(db, stmts[i], &date, NULL, err);
	return rc;
}

#define RUN_ALL(db, stmts, date, err) run_all(db, stmts, sizeof(stmts) / sizeof((stmts)[0]), date, err)

enum rc summaries_build(struct db *db, const char *date, struct epochs_moved *moved, struct err *err)
{
	static const struct db_stmt *const totals[] = {
	    &statements_day_cover,   &statements_unit_days_clear, &statements_unit_days_build,
	    &statements_daily_build, &statements_monthly_build,   &statements_yearly_build,
	};
	enum rc rc = RUN_ALL(db, totals, date, err);
	return rc == RC_OK ? summaries_build_bitcoin(db, date, moved, err) : rc;
}

enum rc summaries_build_bitcoin(struct db *db, const char *date, struct epochs_moved *moved, struct err *err)
{
	static const struct db_stmt *const totals[] = {
	    &statements_bitcoin_unit_days_build,
	    &statements_bitcoin_daily_build,
	    &statements_bitcoin_monthly_build,
	    &statements_bitcoin_yearly_build,
	};
	enum rc rc = RUN_ALL(db, totals, date, err);
	return rc == RC_OK ? epochs_bump_day(db, date, moved, err) : rc;
}
