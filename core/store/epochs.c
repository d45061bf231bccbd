#include "core/store/epochs.h"

#include "statements.h"

static enum rc bump(struct db *db, const struct db_stmt *stmt, const char *param, struct epochs_moved *moved, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, stmt, &param, &result, err);
	for (int i = 0; rc == RC_OK && i < db_rows(result) && moved->n < EPOCHS_MOVED_MAX; i++) {
		if (!sv_copy(sv_of(db_get(result, i, 0)), moved->item[moved->n].key, EPOCHS_KEY_MAX))
			continue;
		moved->item[moved->n++].epoch = db_get_int(result, i, 1);
	}
	db_result_free(result);
	return rc;
}

enum rc epochs_bump_day(struct db *db, const char *settlement_date, struct epochs_moved *moved, struct err *err)
{
	return bump(db, &statements_epochs_bump_day, settlement_date, moved, err);
}

enum rc epochs_bump_key(struct db *db, const char *key, struct epochs_moved *moved, struct err *err)
{
	return bump(db, &statements_epochs_bump_key, key, moved, err);
}
