#include <stdio.h>

#include "core/base/tm.h"
#include "core/ingest/plan.h"
#include "core/ingest/run.h"
#include "tools/windfall/command.h"
#include "tools/windfall/jobs.h"
#include "tools/windfall/option.h"
#include "tools/windfall/progress.h"

static enum rc recalculate(struct run *run, struct plan_range range, struct err *err)
{
	struct calendar_days days;
	enum rc rc = calendar_kept(run->db, range.from, range.to, &run->arena, &days, err);
	if (rc == RC_OK)
		rc = run_recalculate(run, &days, err);
	if (rc == RC_OK || run->report.days_total > 0)
		progress_end(&run->report);
	return rc;
}

static enum rc recalculate_run(const struct cfg *cfg, const struct run_entry *entry, struct plan_range range, struct err *err)
{
	struct run run;
	enum rc rc = run_begin(&run, cfg, entry, err);
	run.report.progress = progress_show;
	if (rc == RC_OK)
		rc = recalculate(&run, range, err);
	return run_end(&run, rc, err);
}

enum rc recalculate_job(const struct cfg *cfg, const struct job_order *order, struct err *err)
{
	const struct run_entry entry = {"recalculate", order->arguments, order->id};
	return recalculate_run(cfg, &entry, order->range, err);
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct plan_range range = {TM_DAY_NONE, TM_DAY_NONE};
	struct option options[] = {
	    {.name = "--from", .type = OPTION_DAY, .value = &range.from},
	    {.name = "--to", .type = OPTION_DAY, .value = &range.to},
	};
	char arguments[OPTION_ARGUMENTS_MAX];
	int words = 0;
	enum rc rc = option_parse(options, 2, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK && range.from == TM_DAY_NONE && range.to == TM_DAY_NONE)
		rc = err_set(err, RC_USAGE, "recalculate needs --from and --to");
	if (rc == RC_OK)
		rc = plan_check_ends(&range, err);
	if (rc == RC_OK)
		rc = plan_check(&range, err);
	if (rc != RC_OK)
		return rc;
	const struct run_entry entry = {"recalculate", option_arguments(arguments, argc, argv), 0};
	return recalculate_run(cfg, &entry, range, err);
}

const struct command recalculate_command = {
    .name = "recalculate",
    .summary = "work out Bitcoin and totals again from the half hours kept",
    .usage = "recalculate --from D --to D",
    .help = "For days that were ingested; only rows that differ are written.\n\n"
            "  --from YYYY-MM-DD   first settlement date\n"
            "  --to YYYY-MM-DD     last settlement date\n\n"
            "Example:\n"
            "  windfall recalculate --from 2025-01-27 --to 2025-02-10\n",
    .run = run_command,
};
