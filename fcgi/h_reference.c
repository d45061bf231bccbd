#include "core/base/tm.h"
#include "core/query/reference.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static const char *const units_prices[] = {"btc_usd", "usd_gbp", "btc_gbp", NULL};

static void write_epoch(struct sheet *sheet, const struct reference_epoch *epoch)
{
	sheet_row(sheet);
	sheet_num(sheet, "height", epoch->height);
	sheet_text(sheet, "start_utc", epoch->start_utc);
	sheet_text(sheet, "until_utc", epoch->until_utc);
	sheet_bool(sheet, "exact_time", epoch->exact_time);
	sheet_num(sheet, "difficulty", epoch->difficulty);
	sheet_text(sheet, "source", epoch->source);
	sheet_row_end(sheet);
}

static void write_price(struct sheet *sheet, const struct reference_price *price)
{
	sheet_row(sheet);
	sheet_text(sheet, "date", price->date);
	sheet_num(sheet, "btc_usd", price->btc_usd);
	sheet_num(sheet, "usd_gbp", price->usd_gbp);
	sheet_text(sheet, "usd_gbp_date", price->usd_gbp_date);
	sheet_num(sheet, "btc_gbp", price->btc_gbp);
	sheet_text(sheet, "source", price->source);
	sheet_row_end(sheet);
}

static void write_epochs(struct sheet *sheet, const struct head_page *page, int n)
{
	sheet->names = sheet->csv;
	if (sheet->names)
		write_epoch(sheet, &(struct reference_epoch){0});
	sheet->names = false;
	for (int i = 0; i < n; i++) {
		struct reference_epoch epoch = reference_epoch_at(page, i);
		write_epoch(sheet, &epoch);
	}
}

static void write_prices(struct sheet *sheet, const struct head_page *page)
{
	sheet->names = sheet->csv;
	if (sheet->names)
		write_price(sheet, &(struct reference_price){0});
	sheet->names = false;
	for (int i = 0; i < page->n; i++) {
		struct reference_price price = reference_price_at(page, i);
		write_price(sheet, &price);
	}
}

enum rc h_reference_difficulty(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	struct sheet sheet;
	int limit = (int)params->number[PARAM_LIMIT];
	enum rc rc = reference_list_epochs(app->db, reply->epoch_keys, params->text[PARAM_FROM], params->text[PARAM_TO], params->after[0],
	                                   limit + 1, &page, err);
	if (rc != RC_OK)
		return rc;
	if (page.n > limit)
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){reference_epoch_at(&page, limit - 1).height}, 1);
	reply_follow(reply, &page.head);
	sheet_open(&sheet, reply, true);
	write_epochs(&sheet, &page, page.n > limit ? limit : page.n);
	rc = sheet_close(&sheet,
	                 &(struct sheet_meta){.data_source = page.head.data_source,
	                                      .has_known_through = true,
	                                      .known_through = reference_known_through(&page),
	                                      .cursor = reply->cursor},
	                 err);
	head_free_page(&page);
	return rc;
}

enum rc h_reference_prices(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	struct sheet sheet;
	char text[TM_TEXT_MAX];
	int32_t first = (int32_t)params->number[PARAM_FROM];
	const char *from = params->after[0] ? params->after[0] : params->text[PARAM_FROM];
	enum rc rc = reference_list_prices(app->db, reply->epoch_keys, from, params->text[PARAM_TO], params->number[PARAM_LIMIT], &page, err);
	if (rc != RC_OK)
		return rc;
	(void)tm_parse_day(sv_of(from), &first); /* the cursor's field was checked as a date */
	if (first + page.n <= params->number[PARAM_TO])
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){tm_format_day(text, first + page.n)}, 1);
	reply_follow(reply, &page.head);
	sheet_open(&sheet, reply, true);
	write_prices(&sheet, &page);
	rc = sheet_close(&sheet, &(struct sheet_meta){.data_source = page.head.data_source, .units = units_prices, .cursor = reply->cursor},
	                 err);
	head_free_page(&page);
	return rc;
}
