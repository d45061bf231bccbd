#include <stdio.h>
#include <string.h>

#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/ingest/plan.h"
#include "core/ingest/sync.h"
#include "core/model/settlement.h"
#include "tools/windfall/command.h"
#include "tools/windfall/jobs.h"
#include "tools/windfall/option.h"
#include "tools/windfall/reading.h"

#define DEFAULT_DAYS 8
#define NEVER "-infinity" /* provisional half hours are there: nothing is missing */

struct asked {
	struct plan_range range;
	int64_t days;
	int32_t month;
	bool missing;
};

static enum rc choose_days(struct run *run, const void *ctx, const char *dir, struct calendar_days *days, struct err *err)
{
	const struct asked *asked = ctx;
	(void)dir;
	if (asked->missing)
		return calendar_due_periods(run->db, asked->range.from, asked->range.to, NEVER, true, &run->arena, days, err);
	return plan_all_days(asked->range, &run->arena, days, err);
}

/* Prices that a source has by now; without them what is known stands. */
static enum rc read_prices(struct run *run, struct err *err)
{
	static struct touched touched; /* too large for the stack; its days are among those that lack a value */
	char text[SYNC_TEXT_MAX] = "";
	if (strcmp(run->source, "live") != 0)
		return RC_OK;
	enum rc rc = sync_prices(run, &touched, text, err);
	if (text[0] != '\0')
		printf("%s\n", text);
	return rc;
}

/* Bitcoin and values that are not known of days that were read. */
static enum rc fill_figures(struct run *run, const void *ctx, struct err *err)
{
	const struct asked *asked = ctx;
	struct calendar_days days;
	struct err prices = {0};
	enum rc rc = calendar_lacking(run->db, asked->range.from, asked->range.to, &run->arena, &days, err);
	if (rc != RC_OK || days.n == 0)
		return rc;
	enum rc priced = read_prices(run, &prices);
	rc = run_recalculate(run, &days, err);
	return rc == RC_OK && priced != RC_OK ? err_set(err, priced, "%s", prices.text) : rc;
}

/* The range that the options mean; yesterday is the last day that they mean by themselves. */
static enum rc complete_range(struct asked *asked, struct err *err)
{
	int32_t today = settlement_day_of(tm_now_utc());
	bool by_dates = asked->range.from != TM_DAY_NONE || asked->range.to != TM_DAY_NONE;
	if (by_dates + (asked->days != 0) + (asked->month != TM_DAY_NONE) > 1)
		return err_set(err, RC_USAGE, "give --days, or --from and --to, or --month: not two of them");
	if (by_dates)
		return plan_check_ends(&asked->range, err);
	if (asked->month != TM_DAY_NONE) {
		int year, month, mday;
		tm_civil(asked->month, &year, &month, &mday);
		int32_t last = asked->month + tm_days_in_month(year, month) - 1;
		asked->range = (struct plan_range){asked->month, last > today && asked->month <= today ? today : last};
		return RC_OK;
	}
	if (asked->days == 0)
		asked->days = DEFAULT_DAYS;
	if (asked->days > today)
		return err_set(err, RC_USAGE, "--days goes back before the calendar");
	asked->range = (struct plan_range){today - (int32_t)asked->days, today - 1};
	return RC_OK;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct asked asked = {.range = {TM_DAY_NONE, TM_DAY_NONE}, .month = TM_DAY_NONE};
	struct reading reading = {.entry.kind = "reconcile", .asked = &asked, .choose = choose_days};
	struct option options[] = {
	    {.name = "--days", .type = OPTION_NUMBER, .value = &asked.days, .min = 1},
	    {.name = "--from", .type = OPTION_DAY, .value = &asked.range.from},
	    {.name = "--to", .type = OPTION_DAY, .value = &asked.range.to},
	    {.name = "--month", .type = OPTION_MONTH, .value = &asked.month},
	    {.name = "--missing", .type = OPTION_FLAG, .value = &asked.missing},
	    {.name = "--archive", .type = OPTION_TEXT, .value = &reading.archive},
	};
	char arguments[OPTION_ARGUMENTS_MAX];
	int words = 0;
	enum rc rc = option_parse(options, 6, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK)
		rc = complete_range(&asked, err);
	if (rc == RC_OK)
		rc = plan_check(&asked.range, err);
	if (rc != RC_OK)
		return rc;
	reading.entry.arguments = option_arguments(arguments, argc, argv);
	reading.finish = asked.missing ? fill_figures : NULL;
	return reading_run(cfg, &reading, err);
}

enum rc reconcile_job(const struct cfg *cfg, const struct job_order *order, struct err *err)
{
	const struct asked asked = {.range = order->range};
	const struct reading reading = {.entry = {"reconcile", order->arguments, order->id}, .asked = &asked, .choose = choose_days};
	return reading_run(cfg, &reading, err);
}

const struct command reconcile_command = {
    .name = "reconcile",
    .summary = "read days again and keep what Elexon revised: every night",
    .usage = "reconcile [--days N | --from D --to D | --month YYYY-MM] [--missing] [--archive DIR]",
    .help = "Reads every half hour of the days again; only half hours whose records differ are replaced, and what follows from them. A day "
            "that\n"
            "had been complete leaves a row in windfall.revisions, with its totals before and after.\n\n"
            "  --days N            the last N days up to yesterday (default 8)\n"
            "  --from YYYY-MM-DD   first settlement date\n"
            "  --to YYYY-MM-DD     last settlement date\n"
            "  --month YYYY-MM     the days of a month, up to today\n"
            "  --missing           of these only half hours that are not complete or failed, and wind output, notifications and system\n"
            "                      prices of days that lack some; then Bitcoin and values that are not known yet\n"
            "  --archive DIR       read the raw replies kept in DIR instead of asking Elexon\n\n"
            "Examples:\n"
            "  windfall reconcile\n"
            "  windfall reconcile --month 2025-04\n"
            "  windfall reconcile --from 2025-01-01 --to 2025-03-31 --missing\n",
    .run = run_command,
};
