#include "tools/windfall/database.h"

#include "core/store/instance.h"

enum rc database_open(struct db **db, const struct cfg *cfg, int statement_timeout_ms, struct err *err)
{
	char stamp[INSTANCE_SOURCE_MAX];
	const char *dsn = cfg_get(cfg, CFG_DATABASE_INGEST);
	*db = NULL;
	if (dsn[0] == '\0')
		return err_set(err, RC_CONFIG,
		               "database_ingest is not set: set WINDFALL_STATE_DIR to a stack's folder, or WINDFALL_DATABASE_INGEST");
	enum rc rc = db_open(db, dsn, statement_timeout_ms, err);
	return rc == RC_OK ? instance_require(*db, cfg_get(cfg, CFG_SOURCE), stamp, err) : rc;
}
