#include <string.h>

#include "core/query/lead_party.h"
#include "fcgi/h_farms.h"
#include "fcgi/handlers.h"

#define NO_PARTY "-" /* stands in a path for the units without a party */

static void write_party(struct sheet *sheet, const char *definition, const struct lead_party *party)
{
	sheet_text(sheet, "lead_party", party->name);
	sheet_num(sheet, "farms_count", party->farms);
	sheet_num(sheet, "generation_capacity_mw", party->generation_capacity_mw);
	h_farms_write_totals(sheet, definition, &party->totals);
}

static void write_stays(struct sheet *sheet, const char *definition, const struct head_page *page)
{
	sheet_list(sheet, "farms");
	for (int i = 0; i < page->n; i++) {
		struct lead_party_stay stay = lead_party_stay_at(page, i);
		sheet_item(sheet, "");
		sheet_text(sheet, "farm", stay.farm);
		sheet_text(sheet, "name", stay.name);
		sheet_num(sheet, "generation_capacity_mw", stay.generation_capacity_mw);
		sheet_text(sheet, "from", stay.from);
		sheet_text(sheet, "to", stay.to);
		h_farms_write_totals(sheet, definition, &stay.totals);
		sheet_item_end(sheet);
	}
	sheet_list_end(sheet);
}

static void write_row(struct sheet *sheet, const void *definition, const struct head_page *page, int i)
{
	struct lead_party party = {0};
	if (i >= 0)
		party = lead_party_at(page, i);
	write_party(sheet, definition, &party);
}

enum rc h_lead_parties_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	const char *definition = params->text[PARAM_DEFINITION];
	int limit = (int)params->number[PARAM_LIMIT];
	enum rc rc = lead_party_list(app->db, reply->epoch_keys, definition, params->text[PARAM_Q], params->after[0], limit + 1, &page, err);
	if (rc != RC_OK)
		return rc;
	if (page.n > limit)
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){lead_party_at(&page, limit - 1).group}, 1);
	rc = sheet_fill(reply, &page, page.n > limit ? limit : page.n, write_row, definition,
	                &(struct sheet_meta){.definition = definition, .units = h_farms_units, .coverage = &page.head.coverage}, err);
	head_free_page(&page);
	return rc;
}

enum rc h_lead_parties_one(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct head_page page;
	struct sheet sheet;
	const char *definition = params->text[PARAM_DEFINITION], *name = params->text[PARAM_KEY];
	enum rc rc = lead_party_get(app->db, reply->epoch_keys, definition, strcmp(name, NO_PARTY) == 0 ? "" : name, &page, err);
	if (rc == RC_OK) {
		struct lead_party party = lead_party_at(&page, 0);
		sheet_open(&sheet, reply, false);
		sheet_row(&sheet);
		write_party(&sheet, definition, &party);
		write_stays(&sheet, definition, &page);
		sheet_row_end(&sheet);
		reply_follow(reply, &page.head);
		rc = sheet_close(
		    &sheet,
		    &(struct sheet_meta){
		        .data_source = page.head.data_source, .definition = definition, .units = h_farms_units, .coverage = &page.head.coverage},
		    err);
	}
	head_free_page(&page);
	return rc;
}
