#include "core/query/record.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static const char *const units[] = {
    "volume_mwh", "original_price_gbp_per_mwh", "final_price_gbp_per_mwh", "reserve_scarcity_price_gbp_per_mwh", "payment_gbp", NULL};

static void write_row(struct sheet *sheet, const void *context, const struct head_page *page, int i)
{
	(void)context;
	struct record row = {0};
	if (i >= 0)
		row = record_at(page, i);
	sheet_text(sheet, "settlement_date", row.settlement_date);
	sheet_num(sheet, "settlement_period", row.settlement_period);
	sheet_text(sheet, "start_utc", row.start_utc);
	sheet_text(sheet, "farm", row.farm);
	sheet_num(sheet, "acceptance_id", row.acceptance_id);
	sheet_num(sheet, "bid_offer_pair_id", row.bid_offer_pair_id);
	sheet_num(sheet, "sequence_number", row.sequence_number);
	sheet_flag(sheet, "so_flag", row.so_flag);
	sheet_flag(sheet, "cadl_flag", row.cadl_flag);
	sheet_flag(sheet, "stor_provider_flag", row.stor_provider_flag);
	sheet_flag(sheet, "repriced_indicator", row.repriced_indicator);
	sheet_num(sheet, "volume_mwh", row.volume_mwh);
	sheet_num(sheet, "original_price_gbp_per_mwh", row.original_price_gbp_per_mwh);
	sheet_num(sheet, "final_price_gbp_per_mwh", row.final_price_gbp_per_mwh);
	sheet_num(sheet, "reserve_scarcity_price_gbp_per_mwh", row.reserve_scarcity_price_gbp_per_mwh);
	sheet_num(sheet, "payment_gbp", row.payment_gbp);
	sheet_text(sheet, "created_utc", row.created_utc);
	sheet_text(sheet, "fetched_at", row.fetched_at);
	sheet_text(sheet, "reply_sha256", row.reply_sha256);
}

static const char *cursor_after(const struct params *params, const struct reply *reply, const struct record *last)
{
	const char *fields[] = {last->settlement_period, last->farm, last->acceptance_place, last->pair_place, last->sequence_number};
	return cursor_encode(reply->arena, params->canonical, fields, CURSOR_FIELDS_MAX);
}

enum rc h_records_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	int limit = (int)params->number[PARAM_LIMIT];
	struct record_query query = {
	    .epoch_keys = reply->epoch_keys,
	    .date = params->text[PARAM_KEY],
	    .period = params->text[PARAM_PERIOD],
	    .farm = params->text[PARAM_FARM],
	    .after_period = params->after[0],
	    .after_farm = params->after[1],
	    .after_acceptance = params->after[2],
	    .after_pair = params->after[3],
	    .after_sequence = params->after[4],
	    .limit = limit + 1, /* one more tells whether there is a next page */
	};
	enum rc rc = record_list(app->db, &query, &page, err);
	if (rc != RC_OK)
		return rc;
	if (page.n > limit) {
		struct record last = record_at(&page, limit - 1);
		reply->cursor = cursor_after(params, reply, &last);
	}
	rc = sheet_fill(reply, &page, page.n > limit ? limit : page.n, write_row, NULL,
	                &(struct sheet_meta){.units = units, .coverage = &page.head.coverage}, err);
	head_free_page(&page);
	return rc;
}
