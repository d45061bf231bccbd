#include "core/calc/mining.h"
#include "core/model/curtailment.h"
#include "core/query/status.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static void write_days(struct sheet *sheet, const struct status_days *days)
{
	sheet_text(sheet, "data_source", days->data_source);
	sheet_text(sheet, "last_complete_day", days->last_complete_day);
	sheet_text(sheet, "first_day", days->first_day);
	sheet_text(sheet, "last_day", days->last_day);
	jw_key(&sheet->json, "days");
	sheet_item(sheet, "");
	sheet_num(sheet, "complete", days->complete);
	sheet_num(sheet, "partial", days->partial);
	sheet_item_end(sheet);
}

static void write_source(struct sheet *sheet, const struct status_source *source)
{
	sheet_item(sheet, "");
	sheet_text(sheet, "source", source->source);
	sheet_text(sheet, "known_through", source->known_through);
	sheet_text(sheet, "read_at", source->read_at);
	sheet_item_end(sheet);
}

static void write_sources(struct sheet *sheet, const struct status *status)
{
	struct status_source source;
	sheet_list(sheet, "sources");
	for (int i = 0; status_source_at(status, i, &source); i++)
		write_source(sheet, &source);
	sheet_list_end(sheet);
}

static void write_problems(struct sheet *sheet, const struct status *status)
{
	struct status_problem problem;
	sheet_list(sheet, "problems");
	for (int i = 0; status_problem_at(status, i, &problem); i++) {
		sheet_item(sheet, "");
		sheet_text(sheet, "what", problem.what);
		sheet_text(sheet, "remedy", problem.remedy);
		sheet_item_end(sheet);
	}
	sheet_list_end(sheet);
}

static void write_runs(struct sheet *sheet, const struct status *status)
{
	struct status_run run;
	sheet_list(sheet, "last_runs");
	for (int i = 0; status_run_at(status, i, &run); i++) {
		sheet_item(sheet, "");
		sheet_num(sheet, "run_id", run.run_id);
		sheet_text(sheet, "kind", run.kind);
		sheet_text(sheet, "started_at", run.started_at);
		sheet_text(sheet, "finished_at", run.finished_at);
		sheet_num(sheet, "exit_status", run.exit_status);
		sheet_num(sheet, "days", run.days);
		sheet_num(sheet, "periods", run.periods);
		sheet_num(sheet, "periods_failed", run.periods_failed);
		sheet_num(sheet, "records", run.records);
		sheet_text(sheet, "message", run.message);
		sheet_item_end(sheet);
	}
	sheet_list_end(sheet);
}

static void write_definitions(struct sheet *sheet)
{
	sheet_list(sheet, "definitions");
	for (const struct curtailment_definition *d = curtailment_definitions; d->id; d++) {
		sheet_item(sheet, "");
		sheet_text(sheet, "definition", d->id);
		sheet_text(sheet, "title", d->title);
		sheet_bool(sheet, "default", d == curtailment_definitions);
		sheet_item_end(sheet);
	}
	sheet_list_end(sheet);
}

enum rc h_status_get(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct status status;
	struct sheet sheet;
	(void)params; /* it takes none */
	enum rc rc = status_read(app->db, &status, err);
	if (rc == RC_OK) {
		struct status_days days = status_days(&status);
		sheet_open(&sheet, reply, false);
		sheet_row(&sheet);
		write_days(&sheet, &days);
		write_sources(&sheet, &status);
		write_problems(&sheet, &status);
		write_runs(&sheet, &status);
		write_definitions(&sheet);
		sheet_text(&sheet, "version", APP_VERSION);
		sheet_int(&sheet, "formula_version", MINING_FORMULA_VERSION);
		sheet_row_end(&sheet);
		rc = sheet_close(&sheet, &(struct sheet_meta){.data_source = days.data_source}, err);
	}
	status_free(&status);
	return rc;
}
