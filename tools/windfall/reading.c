#include "tools/windfall/reading.h"

#include <stdio.h>

#include "core/ingest/sync.h"
#include "tools/windfall/archive_dir.h"
#include "tools/windfall/progress.h"

/* The register comes before the days: an archive's own where it has any, and Elexon's where none was ever read. */
static enum rc read_register(struct run *run, bool live, struct err *err)
{
	char text[SYNC_TEXT_MAX];
	struct register_units known = {.n = 0};
	enum rc rc = register_load(run->db, &run->arena, &known, err);
	if (rc != RC_OK || (live && known.n > 0))
		return rc;
	rc = sync_units(run, text, err);
	if (rc == RC_OK)
		printf("%s\n", text);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* The days, and what is left to do after them: the first of two faults is the run's. */
static enum rc read_days(struct run *run, const struct reading *reading, const struct calendar_days *days, struct err *err)
{
	struct err left = {0};
	enum rc rc = run_ingest(run, days, err);
	bool goes_on = rc == RC_OK || rc == RC_DATA || rc == RC_PARTLY || rc == RC_UNAVAILABLE;
	if (reading->finish == NULL || !goes_on)
		return rc;
	enum rc finished = reading->finish(run, reading->asked, &left);
	return rc == RC_OK && finished != RC_OK ? err_set(err, finished, "%s", left.text) : rc;
}

static enum rc read(struct run *run, const struct reading *reading, struct err *err)
{
	char dir[ARCHIVE_DIR_MAX];
	struct calendar_days days;
	enum rc rc = archive_dir_open(run, reading->archive, dir, err);
	bool live = rc == RC_OK && dir[0] == '\0';
	if (rc == RC_OK)
		rc = read_register(run, live, err);
	if (rc == RC_OK)
		rc = reading->choose(run, reading->asked, live ? NULL : dir, &days, err);
	if (rc == RC_OK && days.n == 0)
		puts(live ? "nothing to read: no half hour is due" : "nothing to read: the archive holds no half hour that is due");
	if (rc == RC_OK)
		rc = read_days(run, reading, &days, err);
	if (rc == RC_OK || run->report.days_total > 0)
		progress_end(&run->report);
	return rc;
}

enum rc reading_run(const struct cfg *cfg, const struct reading *reading, struct err *err)
{
	struct run run;
	enum rc rc = run_begin(&run, cfg, &reading->entry, err);
	run.report.progress = progress_show;
	if (rc == RC_OK)
		rc = read(&run, reading, err);
	return run_end(&run, rc, err);
}
