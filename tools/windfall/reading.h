/* What the commands that read settlement days share: the run, its source, the register, the days, the last line. */
#ifndef WINDFALL_TOOL_READING_H
#define WINDFALL_TOOL_READING_H

#include "core/ingest/run.h"

struct reading {
	struct run_entry entry;
	const char *archive; /* the folder given; NULL: what the database's source reads by itself */
	const void *asked;   /* of the two below */
	/* Which days; dir is the archive's folder, NULL where Elexon itself is asked. */
	enum rc (*choose)(struct run *run, const void *asked, const char *dir, struct calendar_days *days, struct err *err);
	/* What is left to do when they were read, well or not; NULL: nothing. */
	enum rc (*finish)(struct run *run, const void *asked, struct err *err);
};

enum rc reading_run(const struct cfg *cfg, const struct reading *reading, struct err *err) MUST_CHECK;

#endif
