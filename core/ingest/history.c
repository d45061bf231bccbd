#include "core/ingest/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/ingest/source/dynamodb.h"

#define REFUSED_SHOWN 20
#define DAY_S 86400

struct pass {
	struct run *run;
	struct dynamodb *table;
	struct history_list lists[HISTORY_ORIGINS];
	struct history_plan plan;
	struct history *out;
};

bool history_is_kept(const struct cfg *cfg)
{
	return cfg_get(cfg, CFG_DYNAMODB_TABLE)[0] != '\0';
}

static enum rc no_memory(struct err *err)
{
	return err_set(err, RC_FAIL, "out of memory for the difficulty history");
}

/* What the database knows, so that an empty table starts with all of it. */
static enum rc load_known(struct pass *pass, struct err *err)
{
	struct difficulty_series known;
	enum rc rc = series_load_difficulty(pass->run->db, &pass->run->arena, &known, err);
	if (rc != RC_OK)
		return rc;
	struct series_epoch *epochs = arena_alloc(&pass->run->arena, (known.n + 1) * sizeof(*epochs));
	if (epochs == NULL)
		return no_memory(err);
	for (size_t i = 0; i < known.n; i++)
		epochs[i] = (struct series_epoch){known.epochs[i], "known before"};
	pass->lists[HISTORY_KNOWN] = (struct history_list){epochs, known.n};
	return RC_OK;
}

static enum rc read_table(struct pass *pass, enum parse_dynamodb_shape shape, struct parse_dynamodb_rows *rows, struct err *err)
{
	*rows = (struct parse_dynamodb_rows){0};
	return dynamodb_read(pass->table, shape, &pass->run->arena, rows, err);
}

/* The rows as the table's list. */
static enum rc take_list(struct pass *pass, const struct parse_dynamodb_rows *rows, struct err *err)
{
	struct series_epoch *epochs = arena_alloc(&pass->run->arena, (rows->n + 1) * sizeof(*epochs));
	if (epochs == NULL)
		return no_memory(err);
	for (size_t i = 0; i < rows->n; i++)
		epochs[i] = rows->rows[i].entry;
	pass->lists[HISTORY_TABLE] = (struct history_list){epochs, rows->n};
	return RC_OK;
}

/* All of the plan's epochs, to go on to the database. */
static enum rc give_plan(struct pass *pass, struct err *err)
{
	pass->out->n = pass->plan.n;
	pass->out->epochs = arena_alloc(&pass->run->arena, (pass->plan.n + 1) * sizeof(*pass->out->epochs));
	if (pass->out->epochs == NULL)
		return no_memory(err);
	for (size_t i = 0; i < pass->plan.n; i++)
		pass->out->epochs[i] = pass->plan.heights[i].entry;
	return RC_OK;
}

static enum rc fill(struct pass *pass, size_t *added, struct err *err)
{
	enum rc rc = give_plan(pass, err);
	*added = pass->out->n;
	return rc == RC_OK ? dynamodb_fill(pass->table, pass->out->epochs, pass->out->n, err) : rc;
}

/* What the table lacks, each on the condition that nobody was faster; oldest first, so that a table never has a gap for long. */
static enum rc write_missing(struct pass *pass, size_t *added, size_t *completed, struct err *err)
{
	enum rc rc = RC_OK;
	if (pass->lists[HISTORY_TABLE].n == 0)
		return fill(pass, added, err);
	for (size_t i = 0; rc == RC_OK && i < pass->plan.n; i++) {
		const struct history_height *height = &pass->plan.heights[i];
		bool done = false;
		if (!height->in_table) {
			rc = dynamodb_add(pass->table, &height->entry, &done, err);
			*added += done;
		} else if (height->to_complete) {
			rc = dynamodb_complete(pass->table, &height->entry, &done, err);
			*completed += done;
		}
	}
	return rc;
}

/* Reads the table again: that, and not what was sent, is what counts. */
static enum rc read_back(struct pass *pass, struct err *err)
{
	struct parse_dynamodb_rows rows;
	size_t wanted = pass->plan.n;
	enum rc rc = read_table(pass, PARSE_DYNAMODB_BY_HEIGHT, &rows, err);
	if (rc == RC_OK)
		rc = take_list(pass, &rows, err);
	if (rc == RC_OK)
		rc = history_plan_make(pass->lists, &pass->run->arena, &pass->plan, err);
	if (rc == RC_OK && rows.n < wanted)
		rc = err_set(err, RC_UNAVAILABLE, "%s shows %zu of the %zu epochs it was given: the next run completes it", pass->out->source,
		             rows.n, wanted);
	if (rc != RC_OK)
		return rc;
	pass->out->n = rows.n;
	pass->out->epochs = arena_alloc(&pass->run->arena, (rows.n + 1) * sizeof(*pass->out->epochs));
	if (pass->out->epochs == NULL)
		return no_memory(err);
	for (size_t i = 0; i < rows.n; i++)
		pass->out->epochs[i] = rows.rows[i].entry;
	return RC_OK;
}

static enum rc pass_by_height(struct pass *pass, struct err *err)
{
	struct parse_dynamodb_rows rows;
	size_t added = 0, completed = 0;
	enum rc rc = read_table(pass, PARSE_DYNAMODB_BY_HEIGHT, &rows, err);
	if (rc == RC_OK)
		rc = take_list(pass, &rows, err);
	if (rc == RC_OK)
		rc = history_plan_make(pass->lists, &pass->run->arena, &pass->plan, err);
	if (rc == RC_OK)
		rc = write_missing(pass, &added, &completed, err);
	if (rc == RC_OK)
		rc = read_back(pass, err);
	(void)snprintf(pass->out->text, sizeof(pass->out->text), "; %zu written to it, %zu times completed in it", added, completed);
	return rc;
}

static int by_start(const void *a, const void *b)
{
	const struct parse_dynamodb_row *x = a, *y = b;
	return (x->entry.epoch.start_utc > y->entry.epoch.start_utc) - (x->entry.epoch.start_utc < y->entry.epoch.start_utc);
}

static void warn_refused(const struct parse_dynamodb_row *row, size_t refused, const char *why)
{
	char date[TM_TEXT_MAX];
	if (refused <= REFUSED_SHOWN)
		log_line(LOG_WARN, "difficulty_row_refused", "source=dynamodb id=%s date=%s message=%s", log_quote(row->id),
		         tm_format_day(date, (int32_t)(row->entry.epoch.start_utc / DAY_S) - 1), log_quote(why));
}

/* Heights for the rows, oldest first; a row that has none is refused and the rest goes on. */
static size_t place_rows(const struct history_plan *plan, struct parse_dynamodb_rows *rows)
{
	const struct difficulty_epoch *after = plan->n == 0 ? NULL : &plan->heights[plan->n - 1].entry.epoch;
	size_t placed = 0, refused = 0;
	qsort(rows->rows, rows->n, sizeof(*rows->rows), by_start);
	for (size_t i = 0; i < rows->n; i++) {
		struct parse_dynamodb_row row = rows->rows[i];
		struct err why = {0};
		if (history_plan_place(plan, after, &row.entry.epoch, &why) != RC_OK) {
			warn_refused(&row, ++refused, why.text);
			continue;
		}
		rows->rows[placed++] = row;
		if (after != NULL && row.entry.epoch.height > after->height)
			after = &rows->rows[placed - 1].entry.epoch;
	}
	rows->n = placed;
	return refused;
}

/* A table of another program's: read only. */
static enum rc pass_by_id(struct pass *pass, struct err *err)
{
	struct parse_dynamodb_rows rows;
	size_t refused = 0;
	enum rc rc = read_table(pass, PARSE_DYNAMODB_BY_ID, &rows, err);
	if (rc == RC_OK)
		rc = history_plan_make(pass->lists, &pass->run->arena, &pass->plan, err);
	if (rc == RC_OK && rows.n > 0)
		refused = place_rows(&pass->plan, &rows);
	if (rc == RC_OK && refused > 0 && rows.n == 0)
		rc = err_set(err, RC_DATA, "%s: none of its %zu rows is a known epoch, nor follows one", pass->out->source, refused);
	if (rc == RC_OK)
		rc = take_list(pass, &rows, err);
	if (rc == RC_OK)
		rc = history_plan_make(pass->lists, &pass->run->arena, &pass->plan, err);
	if (rc == RC_OK)
		rc = give_plan(pass, err);
	(void)snprintf(pass->out->text, sizeof(pass->out->text),
	               "; %zu of its rows have a height, %zu refused; keyed by ID, so it is read and not written", rows.n, refused);
	return rc;
}

static enum rc pass_table(struct pass *pass, struct err *err)
{
	struct parse_dynamodb_table table = {.shape = PARSE_DYNAMODB_OTHER};
	bool found = false;
	enum rc rc = dynamodb_describe(pass->table, &found, &table, err);
	if (rc == RC_OK && !found) {
		rc = dynamodb_create(pass->table, err);
		if (rc == RC_OK)
			rc = dynamodb_describe(pass->table, &found, &table, err);
		if (rc == RC_OK && !found)
			rc = err_set(err, RC_UNAVAILABLE, "%s was created and is not there yet", pass->out->source);
	}
	if (rc != RC_OK)
		return rc;
	switch (table.shape) {
	case PARSE_DYNAMODB_BY_HEIGHT:
		return pass_by_height(pass, err);
	case PARSE_DYNAMODB_BY_ID:
		return pass_by_id(pass, err);
	default:
		return err_set(err, RC_CONFIG, "%s is no difficulty history: its keys are %s", pass->out->source, table.keys);
	}
}

enum rc history_pass(struct run *run, const struct series_epoch *given, size_t n, struct history *out, struct err *err)
{
	struct pass pass = {.run = run, .out = out, .lists = {[HISTORY_GIVEN] = {given, n}}};
	const char *name = cfg_get(run->cfg, CFG_DYNAMODB_TABLE);
	*out = (struct history){.source = arena_printf(&run->arena, "DynamoDB table %s", name)};
	if (out->source == NULL)
		return no_memory(err);
	enum rc rc = load_known(&pass, err);
	if (rc == RC_OK)
		rc = dynamodb_open(&pass.table, name, cfg_get(run->cfg, CFG_DYNAMODB_ENDPOINT), cfg_get(run->cfg, CFG_CA_FILE), err);
	if (rc == RC_OK)
		rc = pass_table(&pass, err);
	if (pass.table != NULL)
		net_counts_add(&run->others, dynamodb_counted(pass.table));
	dynamodb_close(pass.table);
	return rc;
}
