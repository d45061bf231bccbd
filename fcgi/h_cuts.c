#include <string.h>

#include "core/base/dec.h"
#include "core/calc/ratio.h"
#include "core/query/cut.h"
#include "fcgi/handlers.h"
#include "fcgi/interval.h"
#include "fcgi/machine.h"

static const char *const units_curtailment[] = {"curtailed_mwh", "payment_gbp", "payment_gbp_per_mwh", NULL};
/* Those of dollars first: they are left out where these are not asked for. */
#define UNITS_OF_USD 2
static const char *const units_mining[] = {
    "value_usd",   "value_usd_per_mwh",   "curtailed_mwh", "payment_gbp",       "payment_gbp_per_mwh",
    "bitcoin_btc", "bitcoin_diluted_btc", "value_gbp",     "value_gbp_per_mwh", NULL};

/* What a row is written by. */
struct cut {
	const struct cut_query *query;
	const struct machine *machine;
};

static void write_row(struct sheet *sheet, const void *context, const struct head_page *page, int i)
{
	const struct cut *cut = context;
	const struct cut_query *query = cut->query;
	const struct machine *machine = cut->machine;
	struct cut_row row = {0};
	if (i >= 0)
		row = cut_get(page, i);
	bool by_farm = strcmp(query->by, "farm") == 0;
	char ratio[DEC_TEXT_MAX];
	interval_write(sheet, query->interval, &(struct interval_time){query->day, row.settlement_period, row.start_utc, row.start});
	if (by_farm) {
		sheet_text(sheet, "farm", row.farm);
		sheet_text(sheet, "farm_name", row.farm_name);
	}
	if (by_farm || strcmp(query->by, "lead_party") == 0)
		sheet_text(sheet, "lead_party", row.lead_party);
	if (machine->reference)
		sheet_text(sheet, "miner", machine->id);
	sheet_num(sheet, "records", row.records);
	sheet_num(sheet, "curtailed_mwh", row.curtailed_mwh);
	sheet_num(sheet, "payment_gbp", row.payment_gbp);
	sheet_num(sheet, "payment_gbp_per_mwh", ratio_per_mwh(row.payment_gbp, row.curtailed_mwh, ratio));
	if (machine->reference)
		machine_write(sheet, machine,
		              &(struct machine_figures){row.bitcoin_btc, row.diluted_btc, row.value_gbp, row.value_usd, row.curtailed_mwh});
	sheet_coverage(sheet, &row.coverage);
}

/* The statement's parameters. Of half hours and hours a page is one settlement date: the cursor's, else the first in the order. */
static struct cut_query query_of(const struct params *params, const struct reply *reply, const struct machine *machine)
{
	const char *sort = params->text[PARAM_SORT], *place = params->after[1];
	bool descending = sort[0] == '-';
	return (struct cut_query){
	    .epoch_keys = reply->epoch_keys,
	    .from = params->text[PARAM_FROM],
	    .to = params->text[PARAM_TO],
	    .interval = params->text[PARAM_INTERVAL],
	    .by = params->text[PARAM_BY],
	    .farm = params->text[PARAM_FARM],
	    .lead_party = params->text[PARAM_LEAD_PARTY],
	    .definition = params->text[PARAM_DEFINITION],
	    .miner = machine->reference,
	    .factor = machine->factor,
	    .sort = descending ? sort + 1 : sort,
	    .descending = descending,
	    .after_place = place && place[0] ? place : NULL,
	    .after_start = place && place[0] ? params->after[2] : NULL,
	    .after_group = params->after[3],
	    .day = interval_is_within_day(params) ? interval_day(params, strcmp(sort, "-time") == 0) : NULL,
	    .limit = params->number[PARAM_LIMIT] + 1, /* one more tells whether there is a next page */
	};
}

/* The cursor after n rows of which more follow on the day or in the range; else of the next settlement date; else NULL. */
static const char *next_cursor(const struct params *params, const struct reply *reply, const struct cut_query *query,
                               const struct head_page *page, int n)
{
	char text[TM_TEXT_MAX];
	const char *fields[] = {query->day ? query->day : query->from, "", "", ""};
	bool backwards = query->descending && strcmp(query->sort, "time") == 0;
	if (n < page->n) {
		struct cut_row last = cut_get(page, n - 1);
		fields[1] = last.place;
		fields[2] = last.start;
		fields[3] = last.group;
	} else if (query->day) {
		fields[0] = interval_next_day(params, query->day, backwards, text);
	} else {
		return NULL;
	}
	if (!fields[0])
		return NULL;
	return cursor_encode(reply->arena, params->canonical, fields, 4);
}

static enum rc answer(struct app *app, const struct params *params, struct reply *reply, const struct machine *machine,
                      const char *const *units, struct err *err)
{
	struct cut_query query = query_of(params, reply, machine);
	struct head_page page;
	enum rc rc = cut_read(app->db, &query, &page, err);
	if (rc != RC_OK)
		return rc;
	int n = page.n < query.limit ? page.n : (int)query.limit - 1;
	reply->cursor = next_cursor(params, reply, &query, &page, n);
	rc = sheet_fill(reply, &page, n, write_row, &(struct cut){&query, machine},
	                &(struct sheet_meta){.definition = query.definition, .units = units, .coverage = &page.head.coverage}, err);
	head_free_page(&page);
	return rc;
}

enum rc h_cuts_curtailment(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	return answer(app, params, reply, &(struct machine){0}, units_curtailment, err);
}

enum rc h_cuts_mining(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct machine machine = machine_of(params);
	return answer(app, params, reply, &machine, machine.in_usd ? units_mining : units_mining + UNITS_OF_USD, err);
}
