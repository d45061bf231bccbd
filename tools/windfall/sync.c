#include "core/ingest/sync.h"
#include "core/ingest/plan.h"

#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "tools/windfall/archive_dir.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"

struct asked {
	const char *file; /* NULL: what the database's source reads */
	struct plan_range range;
	bool all; /* the series is one of all */
	struct touched *touched;
	char text[SYNC_TEXT_MAX]; /* what was done, for people */
};

static enum rc read_units(struct run *run, struct asked *asked, struct err *err)
{
	char dir[ARCHIVE_DIR_MAX];
	enum rc rc = archive_dir_open(run, asked->file, dir, err);
	if (rc == RC_OK)
		rc = sync_units(run, asked->text, err);
	return rc == RC_NOT_FOUND ? RC_UNAVAILABLE : rc;
}

static enum rc read_wind(struct run *run, struct asked *asked, struct err *err)
{
	char dir[ARCHIVE_DIR_MAX];
	enum rc rc = archive_dir_open(run, asked->file, dir, err);
	return rc == RC_OK ? sync_days_wind(run, asked->range.from, asked->range.to, asked->text, err) : rc;
}

static enum rc read_notifications(struct run *run, struct asked *asked, struct err *err)
{
	char dir[ARCHIVE_DIR_MAX];
	enum rc rc = archive_dir_open(run, asked->file, dir, err);
	return rc == RC_OK ? sync_days_notifications(run, asked->range.from, asked->range.to, asked->text, err) : rc;
}

/* A series that is a CSV or mempool's. */
struct series {
	const char *name, *csv_name;
	enum rc (*live)(struct run *run, struct touched *touched, char text[SYNC_TEXT_MAX], struct err *err);
	enum rc (*csv)(struct run *run, const char *name, struct sv csv, struct touched *touched, char text[SYNC_TEXT_MAX], struct err *err);
};

static enum rc read_csv(struct run *run, const struct series *series, const char *file, struct asked *asked, struct err *err)
{
	char path[ARCHIVE_DIR_MAX + 64];
	struct buf text;
	bool is_dir = os_is_dir(file);
	(void)snprintf(path, sizeof(path), is_dir ? "%s/%s" : "%s", file, series->csv_name);
	buf_init(&text, LIMIT_FILE_BYTES);
	enum rc rc = os_read_file(path, &text, err);
	if (rc == RC_NOT_FOUND && is_dir && (asked->all || asked->file == NULL)) {
		(void)snprintf(asked->text, sizeof(asked->text), "%s: %s holds none; what is known stays", series->name, file);
		rc = RC_OK;
	} else if (rc == RC_NOT_FOUND) {
		rc = err_set(err, RC_USAGE, "--file: there is no file %s", path);
	} else if (rc == RC_OK) {
		rc = series->csv(run, is_dir ? series->csv_name : file, buf_sv(&text), asked->touched, asked->text, err);
	}
	buf_fini(&text);
	return rc;
}

static enum rc read_series(struct run *run, const struct series *series, struct asked *asked, struct err *err)
{
	char dir[ARCHIVE_DIR_MAX];
	enum rc rc = RC_OK;
	if (asked->file != NULL)
		return read_csv(run, series, asked->file, asked, err);
	if (strcmp(run->source, "simulated") == 0) {
		rc = archive_dir_open(run, NULL, dir, err);
		return rc == RC_OK ? read_csv(run, series, dir, asked, err) : rc;
	}
	if (asked->all && strcmp(run->source, "recorded") == 0) {
		(void)snprintf(asked->text, sizeof(asked->text), "%s: recorded data comes with none; what is known stays", series->name);
		return RC_OK;
	}
	rc = archive_dir_open_live(run, err);
	return rc == RC_OK ? series->live(run, asked->touched, asked->text, err) : rc;
}

static enum rc read_difficulty(struct run *run, struct asked *asked, struct err *err)
{
	static const struct series series = {"difficulty", "difficulty_epochs.csv", sync_difficulty, sync_difficulty_csv};
	return read_series(run, &series, asked, err);
}

static enum rc read_prices(struct run *run, struct asked *asked, struct err *err)
{
	static const struct series series = {"prices", "bitcoin_prices.csv", sync_prices, sync_prices_csv};
	return read_series(run, &series, asked, err);
}

static const struct target {
	const char *name, *kind;
	bool of_all, of_days; /* `sync all` reads it; it takes --from and --to */
	enum rc (*read)(struct run *run, struct asked *asked, struct err *err);
} targets[] = {
    {"units", "sync units", true, false, read_units},
    {"difficulty", "sync difficulty", true, false, read_difficulty},
    {"prices", "sync prices", true, false, read_prices},
    {"wind", "sync wind", false, true, read_wind},
    {"notifications", "sync notifications", false, true, read_notifications},
};
#define TARGETS (sizeof(targets) / sizeof(targets[0]))

/* One series in a run of its own, and then the days that it touches. */
static enum rc sync_target(const struct cfg *cfg, const struct target *target, struct asked asked, const char *arguments, struct err *err)
{
	static struct touched touched; /* too large for the stack */
	struct run run;
	touched = (struct touched){0};
	asked.touched = &touched;
	asked.text[0] = '\0';
	enum rc rc = run_begin(&run, cfg, &(struct run_entry){target->kind, arguments, 0}, err);
	if (rc == RC_OK)
		rc = target->read(&run, &asked, err);
	run.message = asked.text;
	if (asked.text[0] != '\0')
		printf("%s\n", asked.text);
	if (rc == RC_OK || (rc == RC_PARTLY && touched.any)) {
		struct err recalculation = {0};
		enum rc after = sync_recalculate(&run, &touched, &recalculation);
		if (touched.any && run.report.days_changed > 0)
			printf("%s: Bitcoin of %d days worked out again\n", target->name, (int)run.report.days_changed);
		if (rc == RC_OK && after != RC_OK)
			rc = err_set(err, after, "%s", recalculation.text);
	}
	return run_end(&run, rc, err);
}

static bool is_asked(const struct target *target, const char *name)
{
	return strcmp(name, target->name) == 0 || (target->of_all && strcmp(name, "all") == 0);
}

static enum rc check_asked(const char *name, const struct asked *asked, struct err *err)
{
	bool known = false, of_days = true;
	for (size_t i = 0; name != NULL && i < TARGETS; i++)
		if (is_asked(&targets[i], name)) {
			known = true;
			of_days = of_days && targets[i].of_days;
		}
	if (!known)
		return err_set(err, RC_USAGE, "sync needs one of: units, difficulty, prices, wind, notifications, all%s%.40s",
		               name == NULL ? "" : "; not ", name == NULL ? "" : name);
	if (!of_days && (asked->range.from != TM_DAY_NONE || asked->range.to != TM_DAY_NONE))
		return err_set(err, RC_USAGE, "--from and --to are for sync wind and sync notifications alone");
	enum rc rc = plan_check_ends(&asked->range, err);
	return rc == RC_OK ? plan_check(&asked->range, err) : rc;
}

/* Each series that was asked for; of all, one that fails does not keep the others. */
static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	const char *name = NULL;
	struct asked asked = {.range = {TM_DAY_NONE, TM_DAY_NONE}};
	struct option options[] = {
	    {.name = "--file", .type = OPTION_TEXT, .value = &asked.file},
	    {.name = "--from", .type = OPTION_DAY, .value = &asked.range.from},
	    {.name = "--to", .type = OPTION_DAY, .value = &asked.range.to},
	};
	char arguments[OPTION_ARGUMENTS_MAX];
	int words = 0;
	enum rc worst = option_parse(options, 3, argc, argv, &name, 1, &words, err);
	if (worst == RC_OK)
		worst = check_asked(words == 0 ? NULL : name, &asked, err);
	if (worst != RC_OK)
		return worst;
	asked.all = strcmp(name, "all") == 0;
	(void)option_arguments(arguments, argc, argv);
	for (size_t i = 0; i < TARGETS; i++) {
		if (!is_asked(&targets[i], name))
			continue;
		struct err one = {0};
		enum rc rc = sync_target(cfg, &targets[i], asked, arguments, &one);
		if (rc != RC_OK && worst != RC_OK)
			log_line(LOG_WARN, "sync_failed", "series=%s message=%s", targets[i].name, log_quote(one.text));
		if (rc != RC_OK && worst == RC_OK)
			worst = err_set(err, rc, "%s", one.text);
	}
	return worst;
}

const struct command sync_command = {
    .name = "sync",
    .summary = "read the register of units, the difficulty, the prices, the wind output, the notifications",
    .usage = "sync units|difficulty|prices|wind|notifications|all [--file F] [--from D --to D]",
    .help =
        "  units        the register of BM units: from Elexon, or every reference-*.jsonl.gz of the archive\n"
        "  difficulty   the retarget epochs, from mempool; a gap, a changed past epoch or a jump beyond factor 4 is refused;\n"
        "               where dynamodb_table is set, by way of that table\n"
        "  prices       the price in GBP and USD of each UTC day that was ingested and has none, from mempool; a file's stands before it\n"
        "  wind         the country's wind output of the days given, or of those of the last 31 days that lack some; ingest reads it too\n"
        "  notifications  what wind units notified that they would generate (PN), of the same days; once a day is over, ingest reads it "
        "too\n"
        "  all          the first three, one after the other\n\n"
        "  --from, --to YYYY-MM-DD   of wind and notifications: first and last settlement date\n"
        "  --file F     read F instead: for units, wind and notifications an archive folder; for difficulty a CSV (height, difficulty, "
        "start_time_utc or\n"
        "               start_date_utc, source; a comment \"# Known through 2026-08-21T00:00:00Z\"); for prices a CSV (date and\n"
        "               btc_usd_close, btc_gbp or usd_gbp); a folder stands for its difficulty_epochs.csv, bitcoin_prices.csv\n\n"
        "Days that new or changed figures touch are worked out again.\n\n"
        "Examples:\n"
        "  windfall sync all\n"
        "  windfall sync units --file ../shared/data/elexon-stack\n"
        "  windfall sync difficulty --file epochs.csv\n",
    .run = run_command,
};
