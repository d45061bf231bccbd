#include "core/query/revision.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static const char *const units[] = {"old_curtailed_mwh", "new_curtailed_mwh", "old_payment_gbp", "new_payment_gbp", NULL};

static void write_row(struct sheet *sheet, const void *context, const struct head_page *page, int i)
{
	const char *definition = context;
	struct revision row = {0};
	if (i >= 0)
		row = revision_at(page, i);
	sheet_text(sheet, "date", row.date);
	sheet_num(sheet, "run_id", row.run_id);
	sheet_text(sheet, "revised_at", row.revised_at);
	sheet_numbers(sheet, "settlement_periods", row.settlement_periods);
	sheet_text(sheet, "definition", definition);
	sheet_num(sheet, "old_curtailed_mwh", row.old_curtailed_mwh);
	sheet_num(sheet, "new_curtailed_mwh", row.new_curtailed_mwh);
	sheet_num(sheet, "old_payment_gbp", row.old_payment_gbp);
	sheet_num(sheet, "new_payment_gbp", row.new_payment_gbp);
}

enum rc h_revisions_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	int limit = (int)params->number[PARAM_LIMIT];
	struct revision_query query = {
	    .epoch_keys = reply->epoch_keys,
	    .from = params->text[PARAM_FROM],
	    .to = params->text[PARAM_TO],
	    .definition = params->text[PARAM_DEFINITION],
	    .after_day = params->after[0],
	    .after_run = params->after[1],
	    .limit = limit + 1, /* one more tells whether there is a next page */
	};
	enum rc rc = revision_read(app->db, &query, &page, err);
	if (rc != RC_OK)
		return rc;
	if (page.n > limit) {
		struct revision last = revision_at(&page, limit - 1);
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){last.date, last.run_id}, 2);
	}
	rc = sheet_fill(reply, &page, page.n > limit ? limit : page.n, write_row, query.definition,
	                &(struct sheet_meta){.definition = query.definition, .units = units, .coverage = &page.head.coverage}, err);
	head_free_page(&page);
	return rc;
}
