#include "core/base/tm.h"
#include "core/query/reference.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static const char *const units_prices[] = {"btc_usd", "usd_gbp", "btc_gbp", NULL};

static void write_epoch(struct sheet *sheet, const void *context, const struct head_page *page, int i)
{
	(void)context;
	struct reference_epoch row = {0};
	if (i >= 0)
		row = reference_epoch_at(page, i);
	sheet_num(sheet, "height", row.height);
	sheet_text(sheet, "start_utc", row.start_utc);
	sheet_text(sheet, "until_utc", row.until_utc);
	sheet_bool(sheet, "exact_time", row.exact_time);
	sheet_num(sheet, "difficulty", row.difficulty);
	sheet_text(sheet, "source", row.source);
}

static void write_price(struct sheet *sheet, const void *context, const struct head_page *page, int i)
{
	(void)context;
	struct reference_price row = {0};
	if (i >= 0)
		row = reference_price_at(page, i);
	sheet_text(sheet, "date", row.date);
	sheet_num(sheet, "btc_usd", row.btc_usd);
	sheet_num(sheet, "usd_gbp", row.usd_gbp);
	sheet_text(sheet, "usd_gbp_date", row.usd_gbp_date);
	sheet_num(sheet, "btc_gbp", row.btc_gbp);
	sheet_text(sheet, "source", row.source);
}

enum rc h_reference_difficulty(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	int limit = (int)params->number[PARAM_LIMIT];
	enum rc rc = reference_list_epochs(app->db, reply->epoch_keys, params->text[PARAM_FROM], params->text[PARAM_TO], params->after[0],
	                                   limit + 1, &page, err);
	if (rc != RC_OK)
		return rc;
	if (page.n > limit)
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){reference_epoch_at(&page, limit - 1).height}, 1);
	rc = sheet_fill(reply, &page, page.n > limit ? limit : page.n, write_epoch, NULL,
	                &(struct sheet_meta){.has_known_through = true, .known_through = reference_known_through(&page)}, err);
	head_free_page(&page);
	return rc;
}

enum rc h_reference_prices(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	char text[TM_TEXT_MAX];
	int32_t first = (int32_t)params->number[PARAM_FROM];
	const char *from = params->after[0] ? params->after[0] : params->text[PARAM_FROM];
	enum rc rc = reference_list_prices(app->db, reply->epoch_keys, from, params->text[PARAM_TO], params->number[PARAM_LIMIT], &page, err);
	if (rc != RC_OK)
		return rc;
	(void)tm_parse_day(sv_of(from), &first); /* the cursor's field was checked as a date */
	if (first + page.n <= params->number[PARAM_TO])
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){tm_format_day(text, first + page.n)}, 1);
	rc = sheet_fill(reply, &page, page.n, write_price, NULL, &(struct sheet_meta){.units = units_prices}, err);
	head_free_page(&page);
	return rc;
}
