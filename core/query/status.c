#include "core/query/status.h"

#include "queries.h"

enum rc status_read(struct db *db, struct status *status, struct err *err)
{
	*status = (struct status){0};
	enum rc rc = db_run(db, &queries_status_days, NULL, &status->days, err);
	if (rc == RC_OK)
		rc = db_run(db, &queries_status_sources, NULL, &status->sources, err);
	if (rc == RC_OK)
		rc = db_run(db, &queries_status_problems, NULL, &status->problems, err);
	if (rc == RC_OK)
		rc = db_run(db, &queries_status_runs, NULL, &status->runs, err);
	return rc;
}

void status_free(struct status *status)
{
	db_result_free(status->days);
	db_result_free(status->sources);
	db_result_free(status->problems);
	db_result_free(status->runs);
}

struct status_days status_days(const struct status *status)
{
	const struct db_result *r = status->days;
	return (struct status_days){
	    .data_source = db_get(r, 0, 0),
	    .first_day = db_get(r, 0, 1),
	    .last_day = db_get(r, 0, 2),
	    .last_complete_day = db_get(r, 0, 3),
	    .complete = db_get(r, 0, 4),
	    .partial = db_get(r, 0, 5),
	};
}

bool status_source_at(const struct status *status, int i, struct status_source *out)
{
	const struct db_result *r = status->sources;
	if (i >= db_rows(r))
		return false;
	*out = (struct status_source){db_get(r, i, 0), db_get(r, i, 1), db_get(r, i, 2)};
	return true;
}

bool status_problem_at(const struct status *status, int i, struct status_problem *out)
{
	const struct db_result *r = status->problems;
	if (i >= db_rows(r))
		return false;
	*out = (struct status_problem){db_get(r, i, 0), db_get(r, i, 1)};
	return true;
}

bool status_run_at(const struct status *status, int i, struct status_run *out)
{
	const struct db_result *r = status->runs;
	if (i >= db_rows(r))
		return false;
	*out = (struct status_run){
	    .run_id = db_get(r, i, 0),
	    .kind = db_get(r, i, 1),
	    .started_at = db_get(r, i, 2),
	    .finished_at = db_get(r, i, 3),
	    .exit_status = db_get(r, i, 4),
	    .days = db_get(r, i, 5),
	    .periods = db_get(r, i, 6),
	    .periods_failed = db_get(r, i, 7),
	    .records = db_get(r, i, 8),
	    .message = db_get(r, i, 9),
	};
	return true;
}

enum rc status_read_control(struct db *db, struct db_result **result, struct err *err)
{
	return db_run(db, &queries_status_controls, NULL, result, err);
}

bool status_control(const struct db_result *r, struct status_control *out)
{
	if (db_rows(r) == 0)
		return false;
	*out = (struct status_control){
	    .compared = db_get(r, 0, 0),
	    .differing = db_get(r, 0, 1),
	    .accepted_mwh = db_get(r, 0, 2),
	    .stack_mwh = db_get(r, 0, 3),
	    .worst_date = db_get(r, 0, 4),
	    .worst_period = db_get(r, 0, 5),
	    .worst_mwh = db_get(r, 0, 6),
	};
	return true;
}

enum rc status_read_unknown(struct db *db, struct db_result **result, struct err *err)
{
	return db_run(db, &queries_status_unknown, NULL, result, err);
}

bool status_unknown_at(const struct db_result *r, int i, struct status_unknown *out)
{
	if (i >= db_rows(r))
		return false;
	*out = (struct status_unknown){db_get(r, i, 0), db_get(r, i, 1), db_get(r, i, 2), db_get(r, i, 3)};
	return true;
}
