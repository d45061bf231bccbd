#include "core/base/tm.h"
#include "core/ingest/plan.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"
#include "tools/windfall/reading.h"

#define NEVER "-infinity" /* provisional half hours are there */

struct asked {
	struct plan_range range;
	bool newest_first;
};

static void turn_round(struct calendar_days *days)
{
	for (size_t i = 0, j = days->n; i + 1 < j; i++) {
		j--;
		int32_t day = days->day[i];
		struct day_periods periods = days->periods[i];
		days->day[i] = days->day[j];
		days->periods[i] = days->periods[j];
		days->day[j] = day;
		days->periods[j] = periods;
	}
}

static enum rc choose_periods(struct run *run, const void *ctx, const char *dir, struct calendar_days *days, struct err *err)
{
	const struct asked *asked = ctx;
	(void)dir;
	enum rc rc = calendar_due_periods(run->db, asked->range.from, asked->range.to, NEVER, false, &run->arena, days, err);
	if (rc == RC_OK && asked->newest_first)
		turn_round(days);
	return rc;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct asked asked = {.range = {TM_DAY_NONE, TM_DAY_NONE}};
	struct reading reading = {.entry.kind = "backfill", .asked = &asked, .choose = choose_periods};
	struct option options[] = {
	    {.name = "--from", .type = OPTION_DAY, .value = &asked.range.from},
	    {.name = "--to", .type = OPTION_DAY, .value = &asked.range.to},
	    {.name = "--newest-first", .type = OPTION_FLAG, .value = &asked.newest_first},
	    {.name = "--archive", .type = OPTION_TEXT, .value = &reading.archive},
	};
	char arguments[OPTION_ARGUMENTS_MAX];
	int words = 0;
	enum rc rc = option_parse(options, 4, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK && !options[0].given && !options[1].given)
		rc = err_set(err, RC_USAGE, "backfill needs --from and --to");
	if (rc == RC_OK)
		rc = plan_check_ends(&asked.range, err);
	if (rc == RC_OK)
		rc = plan_check(&asked.range, err);
	reading.entry.arguments = option_arguments(arguments, argc, argv);
	return rc == RC_OK ? reading_run(cfg, &reading, err) : rc;
}

const struct command backfill_command = {
    .name = "backfill",
    .summary = "read history, going on from where an earlier run was",
    .usage = "backfill --from D --to D [--newest-first] [--archive DIR]",
    .help =
        "Reads the half hours of the days that are not complete, or failed; complete days are passed over. Each day is kept when it is\n"
        "read, so a run that was ended by anything is taken up by the same command.\n\n"
        "  --from YYYY-MM-DD   first settlement date\n"
        "  --to YYYY-MM-DD     last settlement date\n"
        "  --newest-first      from the last day to the first\n"
        "  --archive DIR       read the raw replies kept in DIR instead of asking Elexon\n\n"
        "Example:\n"
        "  windfall backfill --from 2024-01-01 --to 2024-12-31 --newest-first\n",
    .run = run_command,
};
