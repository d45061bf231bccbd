#include "core/base/tm.h"
#include "core/ingest/plan.h"
#include "tools/windfall/command.h"
#include "tools/windfall/jobs.h"
#include "tools/windfall/option.h"
#include "tools/windfall/reading.h"

struct asked {
	struct plan_range range;
	const char *archive;
	bool due;
};

static enum rc choose_days(struct run *run, const void *ctx, const char *dir, struct calendar_days *days, struct err *err)
{
	const struct asked *asked = ctx;
	return plan_days(run->db, run->cfg, asked->range, asked->due, dir, &run->arena, days, err);
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
	char arguments[OPTION_ARGUMENTS_MAX];
	int words = 0;
	enum rc rc = option_parse(options, 4, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK)
		rc = plan_check_ends(&asked.range, err);
	if (rc == RC_OK)
		rc = plan_check(&asked.range, err);
	if (rc != RC_OK)
		return rc;
	const struct reading reading = {
	    .entry = {"ingest", option_arguments(arguments, argc, argv), 0},
	    .archive = asked.archive,
	    .asked = &asked,
	    .choose = choose_days,
	};
	return reading_run(cfg, &reading, err);
}

enum rc ingest_job(const struct cfg *cfg, const struct job_order *order, struct err *err)
{
	const struct asked asked = {.range = order->range, .due = true};
	const struct reading reading = {.entry = {"ingest", order->arguments, order->id}, .asked = &asked, .choose = choose_days};
	return reading_run(cfg, &reading, err);
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
