#include "core/query/coverage.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static void write_row(struct sheet *sheet, const struct coverage_row *row)
{
	sheet_row(sheet);
	sheet_text(sheet, "date", row->date);
	sheet_text(sheet, "source", row->source);
	sheet_num(sheet, "expected", row->expected);
	sheet_num(sheet, "complete", row->complete);
	sheet_num(sheet, "provisional", row->provisional);
	sheet_num(sheet, "empty", row->empty);
	sheet_num(sheet, "missing", row->missing);
	sheet_row_end(sheet);
}

static void write_all(struct sheet *sheet, const struct head_page *page, int n)
{
	sheet->names = sheet->csv;
	if (sheet->names)
		write_row(sheet, &(struct coverage_row){0});
	sheet->names = false;
	for (int i = 0; i < n; i++) {
		struct coverage_row row = coverage_at(page, i);
		write_row(sheet, &row);
	}
}

enum rc h_coverage_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	struct sheet sheet;
	int limit = (int)params->number[PARAM_LIMIT];
	struct coverage_query query = {
	    .epoch_keys = reply->epoch_keys,
	    .from = params->text[PARAM_FROM],
	    .to = params->text[PARAM_TO],
	    .source = params->text[PARAM_SOURCE],
	    .after_day = params->after[0],
	    .after_source = params->after[1],
	    .limit = limit + 1, /* one more tells whether there is a next page */
	};
	enum rc rc = coverage_read(app->db, &query, &page, err);
	if (rc != RC_OK)
		return rc;
	if (page.n > limit) {
		struct coverage_row last = coverage_at(&page, limit - 1);
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){last.date, last.source}, 2);
	}
	reply_follow(reply, &page.head);
	sheet_open(&sheet, reply, true);
	write_all(&sheet, &page, page.n > limit ? limit : page.n);
	rc = sheet_close(
	    &sheet, &(struct sheet_meta){.data_source = page.head.data_source, .coverage = &page.head.coverage, .cursor = reply->cursor}, err);
	head_free_page(&page);
	return rc;
}
