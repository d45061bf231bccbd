#include <stdio.h>
#include <string.h>

#include "core/base/tm.h"
#include "core/ingest/plan.h"
#include "core/ingest/sync.h"
#include "tools/windfall/archive_dir.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"
#include "tools/windfall/progress.h"

struct asked {
	struct plan_range range;
	const char *archive;
	bool due;
};

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

static enum rc ingest(struct run *run, const struct asked *asked, struct err *err)
{
	char dir[ARCHIVE_DIR_MAX];
	struct calendar_days days;
	enum rc rc = archive_dir_open(run, asked->archive, dir, err);
	if (rc == RC_OK)
		rc = read_register(run, dir[0] == '\0', err);
	if (rc == RC_OK)
		rc = plan_days(run->db, run->cfg, asked->range, asked->due, dir[0] == '\0' ? NULL : dir, &run->arena, &days, err);
	if (rc == RC_OK)
		rc = run_ingest(run, days.day, days.n, err);
	if (rc == RC_OK || run->report.days_total > 0)
		progress_end(&run->report);
	return rc;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct asked asked = {.range = {TM_DAY_NONE, TM_DAY_NONE}};
	struct option options[] = {
	    {.name = "--from", .type = OPTION_DAY, .value = &asked.range.from},
	    {.name = "--to", .type = OPTION_DAY, .value = &asked.range.to},
	    {.name = "--due", .type = OPTION_FLAG, .value = &asked.due},
	    {.name = "--archive", .type = OPTION_TEXT, .value = &asked.archive},
	};
	struct run run;
	char arguments[OPTION_ARGUMENTS_MAX];
	int words = 0;
	enum rc rc = option_parse(options, 4, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK)
		rc = plan_check_ends(&asked.range, err);
	if (rc == RC_OK)
		rc = plan_check(&asked.range, err);
	if (rc != RC_OK)
		return rc;
	rc = run_begin(&run, cfg, "ingest", option_arguments(arguments, argc, argv), err);
	run.report.progress = progress_show;
	if (rc == RC_OK)
		rc = ingest(&run, &asked, err);
	return run_end(&run, rc, err);
}

const struct command ingest_command = {
    .name = "ingest",
    .summary = "read settlement days, keep them, work out the Bitcoin",
    .usage = "ingest [--from D --to D] [--due] [--archive DIR]",
    .help =
        "Reads both stacks of every half hour of each day; a day is stored in one transaction, and a second reading that finds the same\n"
        "changes nothing. Without dates: the settings from and to, else the last 7 complete days; of these only days not settled yet.\n\n"
        "  --from YYYY-MM-DD   first settlement date, 2009-01-01 to today\n"
        "  --to YYYY-MM-DD     last settlement date\n"
        "  --due               of the dates given only those that are not settled\n"
        "  --archive DIR       read the raw replies kept in DIR (YYYY-MM-DD.jsonl.gz) instead of asking Elexon\n\n"
        "Examples:\n"
        "  windfall ingest\n"
        "  windfall ingest --from 2025-04-01 --to 2025-04-30\n"
        "  windfall ingest --from 2025-04-01 --to 2025-04-01 --archive ../shared/data/elexon-stack\n",
    .run = run_command,
};
