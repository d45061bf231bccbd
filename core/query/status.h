/* The state of the data: how far each source reaches, what is wrong, the last runs. */
#ifndef WINDFALL_QUERY_STATUS_H
#define WINDFALL_QUERY_STATUS_H

#include "core/io/db.h"

struct status {
	struct db_result *days, *sources, *problems, *runs;
};

struct status_days {
	const char *data_source, *first_day, *last_day, *last_complete_day, *complete, *partial;
};

struct status_source {
	const char *source, *known_through, *read_at;
};

struct status_problem {
	const char *what, *remedy; /* the command that ends it */
};

struct status_run {
	const char *run_id, *kind, *started_at, *finished_at, *exit_status, *days, *periods, *periods_failed, *records, *message;
};

enum rc status_read(struct db *db, struct status *status, struct err *err) MUST_CHECK;
void status_free(struct status *status);
struct status_days status_days(const struct status *status);

/* The i-th of each; false past the last. */
bool status_source_at(const struct status *status, int i, struct status_source *out);
bool status_problem_at(const struct status *status, int i, struct status_problem *out);
bool status_run_at(const struct status *status, int i, struct status_run *out);

/* Elexon's volume of accepted bids against the bid stacks, over every half hour that has both. MWh are signed as published. */
struct status_control {
	const char *compared, *differing; /* half hours; by more than a thousandth */
	const char *accepted_mwh, *stack_mwh;
	const char *worst_date, *worst_period, *worst_mwh; /* NULL: none differs at all */
};

/* *result holds the texts, and has no row where nothing is compared; the caller ends it with db_result_free. */
enum rc status_read_control(struct db *db, struct db_result **result, struct err *err) MUST_CHECK;
bool status_control(const struct db_result *result, struct status_control *out);

/* The i-th id that stacks hold and no register names, the most energy first; "numbers" and "none" stand for ids that are no names. *result holds
 * the texts; the caller ends it with db_result_free. */
struct status_unknown {
	const char *id, *volume_mwh, *first_day, *last_day;
};
enum rc status_read_unknown(struct db *db, struct db_result **result, struct err *err) MUST_CHECK;
bool status_unknown_at(const struct db_result *result, int i, struct status_unknown *out);

#endif
