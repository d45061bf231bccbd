#include "core/query/status.h"

#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/json/jw.h"
#include "core/query/upkeep.h"
#include "core/store/calendar.h"
#include "tools/windfall/command.h"
#include "tools/windfall/database.h"
#include "tools/windfall/option.h"

#define STATEMENT_TIMEOUT_MS 30000

struct view {
	struct db *db;
	struct arena arena;
	struct status status;
	struct upkeep upkeep;
	struct db_result *control, *unknown;
	struct calendar_days days;
	char *marks; /* of each day */
};

static const char *or_dash(const char *text)
{
	return text == NULL ? "-" : text;
}

/* A line a month; a blank where a day was never asked for. */
static void print_calendar(const struct view *view)
{
	size_t i = 0;
	while (i < view->days.n) {
		int year, month, mday;
		char line[32];
		tm_civil(view->days.day[i], &year, &month, &mday);
		int32_t first = view->days.day[i] - (mday - 1), next = first + tm_days_in_month(year, month);
		memset(line, ' ', sizeof(line));
		for (; i < view->days.n && view->days.day[i] < next; i++)
			line[view->days.day[i] - first] = view->marks[i];
		line[31] = '\0';
		printf("  %04d-%02d  %s\n", year, month, line);
	}
	if (view->days.n > 0)
		puts("           # complete  + provisional  - in part  ! failed  . nothing published");
}

static void print_upkeep(const struct upkeep *upkeep)
{
	struct upkeep_counts counts = upkeep_counts(upkeep);
	struct upkeep_refusal refusal;
	printf("upkeep: last update %s, last reconcile %s; %s revisions of complete days, the last %s; %s refused replies kept\n",
	       or_dash(counts.last_update), or_dash(counts.last_reconcile), counts.revisions, or_dash(counts.revised_at), counts.refusals);
	for (int i = 0; upkeep_refusal_at(upkeep, i, &refusal); i++)
		printf("  %s  %s  %s: %s%s\n", refusal.refused_at, refusal.path, refusal.reason, refusal.detail,
		       refusal.mended ? "; read well since" : "");
}

static void print_control(const struct view *view)
{
	struct status_control control;
	if (!status_control(view->control, &control))
		return;
	printf("control total: %s half hours, accepted bids by Elexon %s MWh, by the stacks %s MWh; %s differ by more than a thousandth",
	       control.compared, control.accepted_mwh, control.stack_mwh, control.differing);
	if (control.worst_mwh != NULL)
		printf("; most in %s period %s, by %s MWh", control.worst_date, control.worst_period, control.worst_mwh);
	putchar('\n');
}

static void print_unknown(const struct view *view)
{
	struct status_unknown unknown;
	for (int i = 0; status_unknown_at(view->unknown, i, &unknown); i++)
		printf("%s  %-16s %s MWh, %s to %s\n", i == 0 ? "ids that stacks hold and no register names:\n" : "", unknown.id,
		       unknown.volume_mwh, unknown.first_day, unknown.last_day);
}

static void print_text(const struct view *view)
{
	struct status_days days = status_days(&view->status);
	struct status_source source;
	struct status_problem problem;
	struct status_run run;
	printf("data: %s; %s days complete, %s in part; last complete day %s\n", or_dash(days.data_source), or_dash(days.complete),
	       or_dash(days.partial), or_dash(days.last_complete_day));
	print_calendar(view);
	puts("sources:");
	for (int i = 0; status_source_at(&view->status, i, &source); i++)
		printf("  %-13s known through %s, read %s\n", source.source, or_dash(source.known_through), or_dash(source.read_at));
	print_upkeep(&view->upkeep);
	print_control(view);
	print_unknown(view);
	puts("last runs:");
	for (int i = 0; status_run_at(&view->status, i, &run); i++)
		printf("  %s  %s  %-15s exit %s  %s\n", run.run_id, run.started_at, run.kind, or_dash(run.exit_status),
		       run.finished_at == NULL ? "at work" : or_dash(run.message));
	for (int i = 0; status_problem_at(&view->status, i, &problem); i++)
		printf("problem: %s\n  remedy: %s\n", problem.what, problem.remedy);
}

static void write_days(struct jw *w, const struct view *view)
{
	static const char *const states[] = {"#complete", "+provisional", "-partial", "!failed", ".empty"};
	char date[TM_TEXT_MAX];
	jw_key(w, "calendar");
	jw_object(w);
	for (size_t i = 0; i < view->days.n; i++)
		for (size_t s = 0; s < sizeof(states) / sizeof(states[0]); s++)
			if (states[s][0] == view->marks[i]) {
				jw_key(w, tm_format_day(date, view->days.day[i]));
				jw_text(w, states[s] + 1);
			}
	jw_object_end(w);
}

struct pair {
	const char *key, *text;
	bool number;
};

static void write_pairs(struct jw *w, const struct pair *pairs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		jw_key(w, pairs[i].key);
		if (pairs[i].number)
			jw_num(w, pairs[i].text);
		else
			jw_text(w, pairs[i].text);
	}
}

#define WRITE_PAIRS(w, pairs) write_pairs(w, pairs, sizeof(pairs) / sizeof((pairs)[0]))

static void write_lists(struct jw *w, const struct view *view)
{
	struct status_source source;
	struct status_problem problem;
	struct status_run run;
	jw_key(w, "sources");
	jw_array(w);
	for (int i = 0; status_source_at(&view->status, i, &source); i++) {
		const struct pair pairs[] = {
		    {"source", source.source, false}, {"known_through", source.known_through, false}, {"read_at", source.read_at, false}};
		jw_object(w);
		WRITE_PAIRS(w, pairs);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "problems");
	jw_array(w);
	for (int i = 0; status_problem_at(&view->status, i, &problem); i++) {
		const struct pair pairs[] = {{"what", problem.what, false}, {"remedy", problem.remedy, false}};
		jw_object(w);
		WRITE_PAIRS(w, pairs);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_key(w, "last_runs");
	jw_array(w);
	for (int i = 0; status_run_at(&view->status, i, &run); i++) {
		const struct pair pairs[] = {{"run_id", run.run_id, true},           {"kind", run.kind, false},
		                             {"started_at", run.started_at, false},  {"finished_at", run.finished_at, false},
		                             {"exit_status", run.exit_status, true}, {"days", run.days, true},
		                             {"periods", run.periods, true},         {"periods_failed", run.periods_failed, true},
		                             {"records", run.records, true},         {"message", run.message, false}};
		jw_object(w);
		WRITE_PAIRS(w, pairs);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static void write_upkeep(struct jw *w, const struct upkeep *upkeep)
{
	struct upkeep_counts counts = upkeep_counts(upkeep);
	struct upkeep_refusal refusal;
	const struct pair pairs[] = {{"revisions", counts.revisions, true},
	                             {"revised_at", counts.revised_at, false},
	                             {"last_update", counts.last_update, false},
	                             {"last_reconcile", counts.last_reconcile, false},
	                             {"refusals", counts.refusals, true}};
	WRITE_PAIRS(w, pairs);
	jw_key(w, "last_refusals");
	jw_array(w);
	for (int i = 0; upkeep_refusal_at(upkeep, i, &refusal); i++) {
		const struct pair of_one[] = {{"path", refusal.path, false},
		                              {"reason", refusal.reason, false},
		                              {"detail", refusal.detail, false},
		                              {"times", refusal.times, true},
		                              {"refused_at", refusal.refused_at, false}};
		jw_object(w);
		WRITE_PAIRS(w, of_one);
		jw_key(w, "mended");
		jw_bool(w, refusal.mended);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static void write_control(struct jw *w, const struct view *view)
{
	struct status_control control;
	jw_key(w, "control_total");
	if (!status_control(view->control, &control)) {
		jw_text(w, NULL);
		return;
	}
	const struct pair pairs[] = {{"half_hours", control.compared, true},           {"differing", control.differing, true},
	                             {"accepted_bid_mwh", control.accepted_mwh, true}, {"stack_bid_mwh", control.stack_mwh, true},
	                             {"worst_date", control.worst_date, false},        {"worst_period", control.worst_period, true},
	                             {"worst_difference_mwh", control.worst_mwh, true}};
	jw_object(w);
	WRITE_PAIRS(w, pairs);
	jw_object_end(w);
}

static void write_unknown(struct jw *w, const struct view *view)
{
	struct status_unknown unknown;
	jw_key(w, "unknown_ids");
	jw_array(w);
	for (int i = 0; status_unknown_at(view->unknown, i, &unknown); i++) {
		const struct pair pairs[] = {{"id", unknown.id, false},
		                             {"volume_mwh", unknown.volume_mwh, true},
		                             {"first_day", unknown.first_day, false},
		                             {"last_day", unknown.last_day, false}};
		jw_object(w);
		WRITE_PAIRS(w, pairs);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static enum rc print_json(const struct view *view, struct err *err)
{
	struct status_days days = status_days(&view->status);
	const struct pair head[] = {{"data_source", days.data_source, false},
	                            {"last_complete_day", days.last_complete_day, false},
	                            {"first_day", days.first_day, false},
	                            {"last_day", days.last_day, false}};
	const struct pair counts[] = {{"complete", days.complete, true}, {"partial", days.partial, true}};
	struct buf text;
	struct jw w;
	buf_init(&text, LIMIT_RESPONSE_BYTES);
	jw_init(&w, &text);
	jw_object(&w);
	WRITE_PAIRS(&w, head);
	jw_key(&w, "days");
	jw_object(&w);
	WRITE_PAIRS(&w, counts);
	jw_object_end(&w);
	write_days(&w, view);
	write_upkeep(&w, &view->upkeep);
	write_lists(&w, view);
	write_control(&w, view);
	write_unknown(&w, view);
	jw_object_end(&w);
	bool ok = jw_ok(&w);
	if (ok)
		puts(buf_str(&text));
	buf_fini(&text);
	return ok ? RC_OK : err_set(err, RC_FAIL, "the status does not fit");
}

static enum rc show(const struct cfg *cfg, struct view *view, bool json, struct err *err)
{
	enum rc rc = database_open(&view->db, cfg, STATEMENT_TIMEOUT_MS, err);
	if (rc == RC_OK)
		rc = status_read(view->db, &view->status, err);
	if (rc == RC_OK)
		rc = upkeep_read(view->db, &view->upkeep, err);
	if (rc == RC_OK)
		rc = status_read_control(view->db, &view->control, err);
	if (rc == RC_OK)
		rc = status_read_unknown(view->db, &view->unknown, err);
	if (rc == RC_OK)
		rc = calendar_marks(view->db, &view->arena, &view->days, &view->marks, err);
	if (rc == RC_OK && json)
		return print_json(view, err);
	if (rc == RC_OK)
		print_text(view);
	return rc;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	bool json = false;
	struct option options[] = {{.name = "--json", .type = OPTION_FLAG, .value = &json}};
	struct view view = {.db = NULL};
	int words = 0;
	enum rc rc = option_parse(options, 1, argc, argv, NULL, 0, &words, err);
	if (rc != RC_OK)
		return rc;
	arena_init(&view.arena, LIMIT_DAY_ARENA_BYTES);
	rc = show(cfg, &view, json, err);
	upkeep_free(&view.upkeep);
	status_free(&view.status);
	db_result_free(view.control);
	db_result_free(view.unknown);
	db_close(view.db);
	arena_fini(&view.arena);
	return rc;
}

const struct command status_command = {
    .name = "status",
    .summary = "what is known, what is missing, and what to do about it",
    .usage = "status [--json]",
    .help = "The kind of data, each day's coverage, how far the sources reach, revisions and refused replies, Elexon's volume of accepted "
            "bids\n"
            "against the stacks', ids that no register names, the last runs, problems with their remedies.\n\n"
            "  --json   the same as JSON\n\n"
            "Examples:\n"
            "  windfall status\n"
            "  windfall status --json\n",
    .run = run_command,
};
