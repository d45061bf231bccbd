#include "core/base/tm.h"
#include "core/ingest/plan.h"
#include "core/ingest/run.h"
#include "tools/windfall/archive_dir.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"
#include "tools/windfall/progress.h"

static enum rc verify(struct run *run, struct plan_range range, const char *archive, struct err *err)
{
	char dir[ARCHIVE_DIR_MAX];
	struct calendar_days days;
	enum rc rc = archive_dir_open(run, archive, dir, err);
	if (rc == RC_OK)
		rc = plan_all_days(range, &run->arena, &days, err);
	if (rc == RC_OK)
		rc = run_verify(run, &days, err);
	if (rc == RC_OK || run->report.days_total > 0)
		progress_end(&run->report);
	return rc;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct plan_range range = {TM_DAY_NONE, TM_DAY_NONE};
	const char *archive = NULL;
	struct option options[] = {
	    {.name = "--from", .type = OPTION_DAY, .value = &range.from},
	    {.name = "--to", .type = OPTION_DAY, .value = &range.to},
	    {.name = "--archive", .type = OPTION_TEXT, .value = &archive},
	};
	struct run run;
	int words = 0;
	enum rc rc = option_parse(options, 3, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK && !options[0].given && !options[1].given)
		rc = err_set(err, RC_USAGE, "verify needs --from and --to");
	if (rc == RC_OK)
		rc = plan_check_ends(&range, err);
	if (rc == RC_OK)
		rc = plan_check(&range, err);
	if (rc != RC_OK)
		return rc;
	rc = run_begin_reading(&run, cfg, err);
	run.report.progress = progress_show;
	if (rc == RC_OK)
		rc = verify(&run, range, archive, err);
	return run_end(&run, rc, err);
}

const struct command verify_command = {
    .name = "verify",
    .summary = "read days again and compare them with what is kept; change nothing",
    .usage = "verify --from D --to D [--archive DIR]",
    .help =
        "Names each day and its half hours whose records differ, on stderr, and then ends with 65. Needs no lock, and leaves no trace: no\n"
        "row in windfall.runs, no reply in the archive.\n\n"
        "  --from YYYY-MM-DD   first settlement date\n"
        "  --to YYYY-MM-DD     last settlement date\n"
        "  --archive DIR       compare with the raw replies kept in DIR instead of asking Elexon\n\n"
        "Example:\n"
        "  windfall verify --from 2025-04-01 --to 2025-04-07\n",
    .run = run_command,
};
