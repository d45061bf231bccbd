/* The database of a command that is no run. */
#ifndef WINDFALL_TOOL_DATABASE_H
#define WINDFALL_TOOL_DATABASE_H

#include "core/base/cfg.h"
#include "core/io/db.h"

/* Opens the ingest role's database, once its stamp is that of the configured source. db_close ends it, after a failure too. */
enum rc database_open(struct db **db, const struct cfg *cfg, int statement_timeout_ms, struct err *err) MUST_CHECK;

#endif
