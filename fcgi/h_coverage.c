#include "core/query/coverage.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static void write_row(struct sheet *sheet, const void *context, const struct head_page *page, int i)
{
	(void)context;
	struct coverage_row row = {0};
	if (i >= 0)
		row = coverage_at(page, i);
	sheet_text(sheet, "date", row.date);
	sheet_text(sheet, "source", row.source);
	sheet_num(sheet, "expected", row.expected);
	sheet_num(sheet, "complete", row.complete);
	sheet_num(sheet, "provisional", row.provisional);
	sheet_num(sheet, "empty", row.empty);
	sheet_num(sheet, "missing", row.missing);
}

enum rc h_coverage_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
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
	rc = sheet_fill(reply, &page, page.n > limit ? limit : page.n, write_row, NULL, &(struct sheet_meta){.coverage = &page.head.coverage},
	                err);
	head_free_page(&page);
	return rc;
}
