#include <stdio.h>
#include <string.h>

#include "check_list.h"
#include "core/base/tm.h"
#include "core/model/settlement.h"
#include "tools/windfall/command.h"
#include "tools/windfall/database.h"
#include "tools/windfall/option.h"

#define STATEMENT_TIMEOUT_MS 600000
#define SHOWN_MAX 20
#define REMEDY_MAX 120

/* The last day of the month or year that begins with a day; the day itself for a day. */
static int32_t last_of(const char *remedy, int32_t first)
{
	int year, month, mday;
	tm_civil(first, &year, &month, &mday);
	if (strcmp(remedy, "month") == 0)
		return first + tm_days_in_month(year, month) - 1;
	return strcmp(remedy, "year") == 0 ? tm_day(year, 12, 31) : first;
}

static const char *describe_remedy(char out[REMEDY_MAX], const char *remedy, const struct db_result *found)
{
	int32_t day, first = TM_DAY_NONE, last = TM_DAY_NONE, today = settlement_day_of(tm_now_utc());
	char from[TM_TEXT_MAX], to[TM_TEXT_MAX];
	for (int i = 0; i < db_rows(found); i++) {
		const char *text = db_get(found, i, 0);
		if (text == NULL || !tm_parse_day(sv_of(text), &day))
			continue;
		first = first == TM_DAY_NONE || day < first ? day : first;
		last = last == TM_DAY_NONE || last_of(remedy, day) > last ? last_of(remedy, day) : last;
	}
	if (strcmp(remedy, "backup") == 0 || first == TM_DAY_NONE)
		return "no command mends it: restore the database from a backup, or make it anew from the archive";
	(void)snprintf(out, REMEDY_MAX, "windfall recalculate --from %s --to %s", tm_format_day(from, first),
	               tm_format_day(to, last > today ? today : last));
	return out;
}

static void print_found(const struct check_list_item *check, const struct db_result *found)
{
	char remedy[REMEDY_MAX];
	int rows = db_rows(found);
	printf("%s: %d found. %s\n", check->stmt->name, rows, check->title);
	for (int i = 0; i < rows && i < SHOWN_MAX; i++) {
		for (int column = 0; column < db_columns(found); column++)
			printf("%s%s", column == 0 ? "  " : " ", db_get(found, i, column) == NULL ? "-" : db_get(found, i, column));
		putchar('\n');
	}
	if (rows > SHOWN_MAX)
		printf("  and %d more\n", rows - SHOWN_MAX);
	printf("  remedy: %s\n", describe_remedy(remedy, check->remedy, found));
}

static enum rc run_checks(struct db *db, struct err *err)
{
	int failed = 0, checks = 0;
	for (const struct check_list_item *check = check_list; check->stmt != NULL; check++, checks++) {
		struct db_result *found = NULL;
		enum rc rc = db_run(db, check->stmt, NULL, &found, err);
		if (rc != RC_OK)
			return err_wrap(err, "check %s", check->stmt->name);
		if (db_rows(found) > 0) {
			print_found(check, found);
			failed++;
		}
		db_result_free(found);
	}
	printf("%d checks, %d of them found something\n", checks, failed);
	return failed == 0 ? RC_OK : err_set(err, RC_DATA, "%d of %d checks found something", failed, checks);
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct db *db = NULL;
	int words = 0;
	enum rc rc = option_parse(NULL, 0, argc, argv, NULL, 0, &words, err);
	if (rc != RC_OK)
		return rc;
	rc = database_open(&db, cfg, STATEMENT_TIMEOUT_MS, err);
	if (rc == RC_OK)
		rc = run_checks(db, err);
	db_close(db);
	return rc;
}

const struct command check_command = {
    .name = "check",
    .summary = "does every total equal its parts? each finding with its remedy",
    .usage = "check",
    .help = "Sums, coverage, orphans, the formula: what is found is printed with its remedy, and the run ends with 65. Changes nothing.\n\n"
            "Example:\n"
            "  windfall check\n",
    .run = run_command,
};
