#include "fcgi/h_farms.h"

#include "core/calc/ratio.h"
#include "fcgi/handlers.h"

const char *const h_farms_units[] = {"generation_capacity_mw", "curtailed_mwh", "payment_gbp", NULL};

void h_farms_write_totals(struct sheet *sheet, const char *definition, const struct farm_totals *totals)
{
	sheet_text(sheet, "definition", definition);
	sheet_text(sheet, "first_curtailment", totals->first_curtailment);
	sheet_text(sheet, "last_curtailment", totals->last_curtailment);
	sheet_num(sheet, "records", totals->records);
	sheet_num(sheet, "curtailed_mwh", totals->curtailed_mwh);
	sheet_num(sheet, "payment_gbp", totals->payment_gbp);
}

static void write_farm(struct sheet *sheet, const char *definition, const struct farm *farm)
{
	sheet_text(sheet, "farm", farm->id);
	sheet_text(sheet, "name", farm->name);
	sheet_text(sheet, "lead_party", farm->lead_party);
	sheet_text(sheet, "lead_party_id", farm->lead_party_id);
	sheet_text(sheet, "national_grid_id", farm->national_grid_id);
	sheet_text(sheet, "fuel_type", farm->fuel_type);
	sheet_num(sheet, "generation_capacity_mw", farm->generation_capacity_mw);
	sheet_text(sheet, "first_register", farm->first_register);
	sheet_text(sheet, "last_register", farm->last_register);
	h_farms_write_totals(sheet, definition, &farm->totals);
}

static const char *const detail_units[] = {
    "generation_capacity_mw", "curtailed_mwh", "payment_gbp", "notified_mwh", "curtailed_share_of_notified", NULL};

static void write_notified(struct sheet *sheet, const struct head_page *page)
{
	char ratio[DEC_TEXT_MAX];
	struct farm_notified notified = farm_read_notified(page);
	sheet_num(sheet, "notified_mwh", notified.notified_mwh);
	sheet_num(sheet, "curtailed_share_of_notified", ratio_of(notified.curtailed_mwh, notified.notified_mwh, ratio));
}

static void write_parties(struct sheet *sheet, const struct head_page *page)
{
	sheet_list(sheet, "parties");
	for (int i = 0; i < page->n; i++) {
		struct farm_party party = farm_party_at(page, i);
		sheet_item(sheet, "");
		sheet_text(sheet, "lead_party", party.lead_party);
		sheet_text(sheet, "from", party.from);
		sheet_text(sheet, "to", party.to);
		sheet_item_end(sheet);
	}
	sheet_list_end(sheet);
}

static void write_row(struct sheet *sheet, const void *definition, const struct head_page *page, int i)
{
	struct farm farm = {0};
	if (i >= 0)
		farm = farm_at(page, i);
	write_farm(sheet, definition, &farm);
}

enum rc h_farms_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	const char *definition = params->text[PARAM_DEFINITION];
	int limit = (int)params->number[PARAM_LIMIT];
	enum rc rc = farm_list(app->db, reply->epoch_keys, definition, params->text[PARAM_Q], params->after[0], limit + 1, &page, err);
	if (rc != RC_OK)
		return rc;
	if (page.n > limit)
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){farm_at(&page, limit - 1).id}, 1);
	rc = sheet_fill(reply, &page, page.n > limit ? limit : page.n, write_row, definition,
	                &(struct sheet_meta){.definition = definition, .units = h_farms_units, .coverage = &page.head.coverage}, err);
	head_free_page(&page);
	return rc;
}

enum rc h_farms_one(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	struct sheet sheet;
	enum rc rc = farm_get(app->db, reply->epoch_keys, params->text[PARAM_DEFINITION], params->text[PARAM_KEY], &page, err);
	if (rc == RC_OK) {
		struct farm farm = farm_at(&page, 0);
		sheet_open(&sheet, reply, false);
		sheet_row(&sheet);
		write_farm(&sheet, params->text[PARAM_DEFINITION], &farm);
		write_notified(&sheet, &page);
		write_parties(&sheet, &page);
		sheet_row_end(&sheet);
		reply_follow(reply, &page.head);
		rc = sheet_close(&sheet,
		                 &(struct sheet_meta){.data_source = page.head.data_source,
		                                      .definition = params->text[PARAM_DEFINITION],
		                                      .units = detail_units,
		                                      .coverage = &page.head.coverage},
		                 err);
	}
	head_free_page(&page);
	return rc;
}
