#include "core/base/tm.h"
#include "core/ingest/archive.h"
#include "core/model/settlement.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"
#include "tools/windfall/reading.h"

#define DAYS_BACK 8
#define PROVISIONAL_S (6 * 3600) /* a provisional half hour is read again when it is older */

/* Days of which an archive holds nothing are not due from it. */
static void keep_held(struct calendar_days *days, const char *dir)
{
	size_t n = 0;
	for (size_t i = 0; i < days->n; i++) {
		if (!archive_has_day(dir, days->day[i]))
			continue;
		days->day[n] = days->day[i];
		days->periods[n++] = days->periods[i];
	}
	days->n = n;
}

static enum rc choose_periods(struct run *run, const void *asked, const char *dir, struct calendar_days *days, struct err *err)
{
	char read_before[TM_TEXT_MAX];
	int64_t now_utc = tm_now_utc();
	int32_t today = settlement_day_of(now_utc);
	(void)asked;
	enum rc rc = calendar_due_periods(run->db, today - DAYS_BACK, today, tm_format_utc(read_before, now_utc - PROVISIONAL_S), false,
	                                  &run->arena, days, err);
	if (rc == RC_OK && dir != NULL)
		keep_held(days, dir);
	return rc;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct reading reading = {.entry.kind = "update", .choose = choose_periods};
	struct option options[] = {{.name = "--archive", .type = OPTION_TEXT, .value = &reading.archive}};
	char arguments[OPTION_ARGUMENTS_MAX];
	int words = 0;
	enum rc rc = option_parse(options, 1, argc, argv, NULL, 0, &words, err);
	reading.entry.arguments = option_arguments(arguments, argc, argv);
	return rc == RC_OK ? reading_run(cfg, &reading, err) : rc;
}

const struct command update_command = {
    .name = "update",
    .summary = "read the half hours that are due: every quarter of an hour",
    .usage = "update [--archive DIR]",
    .help = "Of today and the 8 days before: half hours that are over and not complete, that failed at the last reading, or that are\n"
            "provisional and were read more than 6 hours ago. Only these are asked for; what gives the same changes nothing.\n\n"
            "  --archive DIR   read the raw replies kept in DIR instead of asking Elexon\n\n"
            "Example, in a crontab:\n"
            "  */15 * * * * windfall update\n",
    .run = run_command,
};
