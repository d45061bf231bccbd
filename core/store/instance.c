#include "core/store/instance.h"

#include <stdio.h>
#include <string.h>

#include "core/store/migrate.h"
#include "statements.h"

static enum rc is_migrated(struct db *db, bool *migrated, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_migrations_exist, NULL, &result, err);
	if (rc == RC_OK)
		*migrated = db_get_bool(result, 0, 0);
	db_result_free(result);
	return rc;
}

enum rc instance_read(struct db *db, char source[INSTANCE_SOURCE_MAX], struct err *err)
{
	struct db_result *result = NULL;
	bool migrated = false;
	enum rc rc = is_migrated(db, &migrated, err);
	if (rc == RC_OK && migrated)
		rc = db_run(db, &statements_instance_read, NULL, &result, err);
	if (rc == RC_OK && (!migrated || db_rows(result) == 0))
		rc = err_set(err, RC_CONFIG, "the database is empty: run `windfall migrate` first");
	if (rc == RC_OK)
		(void)snprintf(source, INSTANCE_SOURCE_MAX, "%s", db_get(result, 0, 0));
	db_result_free(result);
	return rc;
}

enum rc instance_stamp(struct db *db, const char *source, struct err *err)
{
	char stamp[INSTANCE_SOURCE_MAX];
	enum rc rc = db_run(db, &statements_instance_stamp, (const char *const[]){source}, NULL, err);
	if (rc == RC_OK)
		rc = instance_read(db, stamp, err);
	return rc == RC_OK ? instance_compare(stamp, source, err) : rc;
}

enum rc instance_require(struct db *db, const char *source, char stamp[INSTANCE_SOURCE_MAX], struct err *err)
{
	enum rc rc = instance_read(db, stamp, err);
	if (rc == RC_OK)
		rc = migrate_compare(db, err);
	return rc == RC_OK ? instance_compare(stamp, source, err) : rc;
}

enum rc instance_compare(const char *stamp, const char *source, struct err *err)
{
	if (strcmp(source, "auto") == 0 || strcmp(source, stamp) == 0)
		return RC_OK;
	return err_set(err, RC_CONFIG,
	               "this database holds %s data, but %s data is asked for: use another WINDFALL_STATE_DIR, or start anew with `make clean`",
	               stamp, source);
}
