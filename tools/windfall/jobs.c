#include "tools/windfall/jobs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/query/job.h"
#include "core/store/job_queue.h"
#include "core/store/journal.h"
#include "tools/windfall/command.h"
#include "tools/windfall/database.h"
#include "tools/windfall/option.h"

#define STATEMENT_TIMEOUT_MS 30000
#define LOCK_KIND "jobs"
#define DEATHS_MAX 3 /* a job that ends its process so often is the fault */

static const struct kind {
	const char *name;
	enum rc (*run)(const struct cfg *cfg, const struct job_order *order, struct err *err);
} kinds[] = {{"ingest", ingest_job}, {"reconcile", reconcile_job}, {"recalculate", recalculate_job}};

/* Jobs of one run of `jobs run`. */
struct tally {
	int taken, left, partly, failed;
};

static enum rc work(const struct cfg *cfg, const struct job_queue_item *item, struct err *err)
{
	char from[TM_TEXT_MAX], to[TM_TEXT_MAX], arguments[OPTION_ARGUMENTS_MAX];
	(void)snprintf(arguments, sizeof(arguments), "--from %s --to %s (job %" PRId64 ")", tm_format_day(from, item->from),
	               tm_format_day(to, item->to), item->id);
	const struct job_order order = {item->id, {item->from, item->to}, arguments};
	if (item->deaths >= DEATHS_MAX)
		return err_set(err, RC_FAIL, "given up: %d processes ended without a word while they were at it", item->deaths);
	printf("job %" PRId64 ": %s %s\n", item->id, item->kind, arguments);
	enum rc rc = plan_check(&order.range, err);
	for (size_t i = 0; rc == RC_OK && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, item->kind) == 0)
			return kinds[i].run(cfg, &order, err);
	return rc == RC_OK ? err_set(err, RC_FAIL, "this program does not know jobs of the kind %s", item->kind) : rc;
}

/* The state that a job's run leaves it in. What was stopped, or found its turn taken, waits for the next time. */
static const char *judge(enum rc rc, struct tally *tally)
{
	if (rc == RC_OK)
		return "done";
	if (rc == RC_BUSY || (rc == RC_PARTLY && os_stopping())) {
		tally->left++;
		return "queued";
	}
	tally->partly += rc == RC_PARTLY;
	tally->failed += rc != RC_PARTLY;
	return rc == RC_PARTLY ? "partly" : "failed";
}

static enum rc work_off(struct db *db, const struct cfg *cfg, struct tally *tally, struct err *err)
{
	struct job_queue_item item = {.id = 0};
	enum rc rc = RC_OK;
	while (rc == RC_OK && !os_stopping()) {
		struct err fault = {0};
		rc = job_queue_take(db, item.id, &item, err);
		if (rc != RC_OK || item.id == 0)
			break;
		tally->taken++;
		const char *state = judge(work(cfg, &item, &fault), tally);
		log_line(strcmp(state, "done") == 0 ? LOG_INFO : LOG_WARN, "job_ended", "job_id=%" PRId64 " state=%s message=%s", item.id, state,
		         log_quote(fault.text));
		rc = job_queue_end(db, item.id, state, fault.text[0] == '\0' ? NULL : fault.text, err);
	}
	return rc;
}

static enum rc run_jobs(struct db *db, const struct cfg *cfg, struct err *err)
{
	struct tally tally = {0};
	enum rc rc = journal_lock(db, LOCK_KIND, err);
	if (rc == RC_OK)
		rc = work_off(db, cfg, &tally, err);
	if (rc != RC_OK || tally.taken == 0)
		return rc;
	printf("%d jobs: %d done, %d partly, %d failed, %d left for the next run\n", tally.taken,
	       tally.taken - tally.partly - tally.failed - tally.left, tally.partly, tally.failed, tally.left);
	if (tally.partly + tally.failed + tally.left == 0)
		return RC_OK;
	return err_set(err, RC_PARTLY, "%d of %d jobs are not done: windfall jobs list", tally.partly + tally.failed + tally.left, tally.taken);
}

static const char *or_dash(const char *text)
{
	return text == NULL ? "-" : text;
}

static enum rc list_jobs(struct db *db, const struct cfg *cfg, struct err *err)
{
	struct db_result *rows = NULL;
	(void)cfg;
	enum rc rc = job_list(db, &rows, err);
	if (rc == RC_OK && db_rows(rows) == 0)
		puts("no jobs were asked for");
	for (int i = 0; rc == RC_OK && i < db_rows(rows); i++) {
		struct job job = job_at(rows, i);
		printf("%s  %-11s %s to %s  %-7s day %s/%s  asked %s by %s, ended %s  run %s  %s\n", job.id, job.kind, job.from, job.to, job.state,
		       job.days_done, or_dash(job.days_total), job.requested_at, job.token, or_dash(job.finished_at), or_dash(job.run_id),
		       job.message == NULL ? "" : job.message);
	}
	db_result_free(rows);
	return rc;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	const char *word = "";
	struct db *db = NULL;
	int words = 0;
	enum rc rc = option_parse(NULL, 0, argc, argv, &word, 1, &words, err);
	if (rc != RC_OK)
		return rc;
	bool run = strcmp(word, "run") == 0;
	if (!run && strcmp(word, "list") != 0)
		return err_set(err, RC_USAGE, "jobs needs one of: run, list%s%.40s", words == 0 ? "" : "; not ", word);
	rc = database_open(&db, cfg, STATEMENT_TIMEOUT_MS, err);
	if (rc == RC_OK)
		rc = run ? run_jobs(db, cfg, err) : list_jobs(db, cfg, err);
	db_close(db);
	return rc;
}

const struct command jobs_command = {
    .name = "jobs",
    .summary = "work on the jobs that were asked for through the API: every minute",
    .usage = "jobs run|list",
    .help =
        "  run    takes the jobs that wait, one by one: ingest reads the days of its range that are not settled, reconcile every day\n"
        "         again, recalculate works out Bitcoin and totals from what is kept. Each is a run of its own kind. A job whose process\n"
        "         died is taken up again; one that finds a run of its kind at work, or is stopped, waits for the next time. Ends with 75\n"
        "         unless all are done\n"
        "  list   the last fifty, newest first\n\n"
        "Jobs are asked for by POST /api/v1/jobs with a token of `windfall token`.\n\n"
        "Example, in a crontab:\n"
        "  * * * * * windfall jobs run\n",
    .run = run_command,
};
