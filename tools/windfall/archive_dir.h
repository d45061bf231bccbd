/* Which folder of raw replies belongs to a database, and whether one may be read into it. */
#ifndef WINDFALL_TOOL_ARCHIVE_DIR_H
#define WINDFALL_TOOL_ARCHIVE_DIR_H

#include "core/ingest/run.h"

#define ARCHIVE_DIR_MAX 4096

/* Opens run->fetch: the folder given, else what the database's source reads by itself (live: Elexon, its replies kept). dir receives the
 * folder that is read, "" for live. RC_CONFIG with the remedy where the folder holds data of another kind. */
enum rc archive_dir_open(struct run *run, const char *given, char dir[ARCHIVE_DIR_MAX], struct err *err) MUST_CHECK;

/* Live whatever the stamp, for mempool. */
enum rc archive_dir_open_live(struct run *run, struct err *err) MUST_CHECK;

#endif
