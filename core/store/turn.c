#include "core/store/turn.h"

#include "statements.h"

enum rc turn_reference(struct db *db, struct err *err)
{
	return db_run(db, &statements_turn_reference, NULL, NULL, err);
}

enum rc turn_read_reference(struct db *db, int64_t *epoch, int64_t *wind_units, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_reference_read, NULL, &result, err);
	if (rc == RC_OK) {
		*epoch = db_get_int(result, 0, 0);
		*wind_units = db_get_int(result, 0, 1);
	}
	db_result_free(result);
	return rc;
}

enum rc turn_day(struct db *db, const char *date, struct err *err)
{
	return db_run(db, &statements_turn_day, &date, NULL, err);
}

enum rc turn_totals(struct db *db, const char *date, struct err *err)
{
	return db_run(db, &statements_turn_totals, &date, NULL, err);
}
