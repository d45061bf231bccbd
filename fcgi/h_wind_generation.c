#include "core/query/generation.h"
#include "fcgi/handlers.h"
#include "fcgi/interval.h"

static const char *const units[] = {"onshore_mwh", "offshore_mwh", "generation_mwh", NULL};

static void write_row(struct sheet *sheet, const void *context, const struct head_page *page, int i)
{
	const struct generation_query *query = context;
	struct generation_row row = {0};
	if (i >= 0)
		row = generation_at(page, i);
	interval_write(sheet, query->interval, &(struct interval_time){query->day, row.settlement_period, row.start_utc, row.start});
	sheet_num(sheet, "onshore_mwh", row.onshore_mwh);
	sheet_num(sheet, "offshore_mwh", row.offshore_mwh);
	sheet_num(sheet, "generation_mwh", row.generation_mwh);
	sheet_coverage(sheet, &row.coverage);
}

/* The cursor after n rows of which more follow; else of the next settlement date; else NULL. */
static const char *next_cursor(const struct params *params, const struct reply *reply, const struct generation_query *query,
                               const struct head_page *page, int n)
{
	char text[TM_TEXT_MAX];
	const char *fields[] = {query->day ? query->day : query->from, ""};
	if (n < page->n)
		fields[1] = generation_at(page, n - 1).start_utc;
	else
		fields[0] = query->day ? interval_next_day(params, query->day, false, text) : NULL;
	return fields[0] ? cursor_encode(reply->arena, params->canonical, fields, 2) : NULL;
}

enum rc h_wind_generation_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	int limit = (int)params->number[PARAM_LIMIT];
	const char *after = params->after[1];
	struct generation_query query = {
	    .epoch_keys = reply->epoch_keys,
	    .from = params->text[PARAM_FROM],
	    .to = params->text[PARAM_TO],
	    .interval = params->text[PARAM_INTERVAL],
	    .day = interval_is_within_day(params) ? interval_day(params, false) : NULL,
	    .after_start = after && after[0] ? after : NULL,
	    .limit = limit + 1, /* one more tells whether there is a next page */
	};
	enum rc rc = generation_list(app->db, &query, &page, err);
	if (rc != RC_OK)
		return rc;
	int n = page.n > limit ? limit : page.n;
	reply->cursor = next_cursor(params, reply, &query, &page, n);
	rc = sheet_fill(reply, &page, n, write_row, &query, &(struct sheet_meta){.units = units, .coverage = &page.head.coverage}, err);
	head_free_page(&page);
	return rc;
}
