#include <string.h>

#include "core/base/tm.h"
#include "core/calc/ratio.h"
#include "core/model/miner.h"
#include "core/query/summary.h"
#include "fcgi/handlers.h"
#include "fcgi/machine.h"

/* Those of dollars first: they are left out where these are not asked for. */
#define UNITS_OF_USD 2
static const char *const units[] = {
    "value_usd",       "value_usd_per_mwh",   "curtailed_mwh",   "payment_gbp",       "payment_gbp_per_mwh",
    "replacement_gbp", "wind_generation_mwh", "curtailed_share", "notified_mwh",      "curtailed_share_of_notified",
    "bitcoin_btc",     "bitcoin_diluted_btc", "value_gbp",       "value_gbp_per_mwh", NULL};

/* The first day of the interval n after the one that starts at first. */
static int32_t add_intervals(enum summary_interval interval, int32_t first, int64_t n)
{
	int year, month, day;
	if (interval == SUMMARY_DAILY)
		return first + (int32_t)n;
	tm_civil(first, &year, &month, &day);
	month += (int)n * (interval == SUMMARY_YEARLY ? 12 : 1) - 1;
	return tm_day(year + month / 12, month % 12 + 1, 1);
}

static void write_mining(struct sheet *sheet, const struct summary_page *page, const struct summary *summary, const struct machine *machine)
{
	sheet_list(sheet, "mining");
	for (const struct miner *miner = miner_list; miner->id; miner++) {
		const char *id = machine->reference ? machine->id : miner->id;
		if (machine->reference && strcmp(miner->id, machine->reference) != 0)
			continue;
		struct summary_mining mining = summary_find_mining(page, summary, miner->id);
		sheet_item(sheet, id);
		if (!sheet->csv)
			sheet_text(sheet, "miner", id);
		machine_write(
		    sheet, machine,
		    &(struct machine_figures){mining.bitcoin_btc, mining.diluted_btc, mining.value_gbp, mining.value_usd, summary->curtailed_mwh});
		sheet_item_end(sheet);
	}
	sheet_list_end(sheet);
}

static void write_interval(struct sheet *sheet, enum summary_interval interval, const char *text)
{
	if (interval == SUMMARY_DAILY)
		sheet_text(sheet, "date", text);
	else if (interval == SUMMARY_MONTHLY)
		sheet_text(sheet, "month", text);
	else
		sheet_num(sheet, "year", text);
}

static void write_summary(struct sheet *sheet, const struct summary_query *query, const struct machine *machine,
                          const struct summary_page *page, const struct summary *summary)
{
	char ratio[DEC_TEXT_MAX];
	bool whole = summary->coverage.complete == summary->coverage.expected; /* curtailment of a part over the whole's output is no share */
	sheet_row(sheet);
	write_interval(sheet, query->interval, summary->interval);
	sheet_text(sheet, "definition", query->definition);
	sheet_num(sheet, "curtailed_mwh", summary->curtailed_mwh);
	sheet_num(sheet, "payment_gbp", summary->payment_gbp);
	sheet_num(sheet, "payment_gbp_per_mwh", ratio_per_mwh(summary->payment_gbp, summary->curtailed_mwh, ratio));
	sheet_num(sheet, "records", summary->records);
	sheet_num(sheet, "farms", summary->farms);
	sheet_num(sheet, "half_hours", summary->half_hours);
	sheet_num(sheet, "replacement_gbp", summary->replacement_gbp);
	sheet_num(sheet, "wind_generation_mwh", summary->wind_generation_mwh);
	sheet_num(sheet, "curtailed_share", whole ? ratio_share(summary->curtailed_mwh, summary->wind_generation_mwh, ratio) : NULL);
	sheet_num(sheet, "notified_mwh", summary->notified_mwh);
	sheet_num(sheet, "curtailed_share_of_notified", whole ? ratio_of(summary->curtailed_mwh, summary->notified_mwh, ratio) : NULL);
	write_mining(sheet, page, summary, machine);
	sheet_coverage(sheet, &summary->coverage);
	sheet_text(sheet, "revised_at", summary->revised_at);
	sheet_row_end(sheet);
}

static void write_all(struct sheet *sheet, const struct summary_query *query, const struct machine *machine, struct summary_page *page)
{
	struct summary summary = {0};
	sheet->names = sheet->csv;
	if (sheet->names)
		write_summary(sheet, query, machine, page, &summary);
	sheet->names = false;
	while (summary_next(page, &summary))
		write_summary(sheet, query, machine, page, &summary);
}

/* The page of a range of days (the last interval's end included), from its cursor on. */
static enum rc answer(struct app *app, const struct params *params, struct reply *reply, enum summary_interval interval, int32_t from,
                      int32_t to, bool list, struct err *err)
{
	char from_text[TM_TEXT_MAX], to_text[TM_TEXT_MAX], next_text[TM_TEXT_MAX];
	struct machine machine = machine_of(params);
	struct summary_query query = {
	    .interval = interval,
	    .epoch_keys = reply->epoch_keys,
	    .from = tm_format_day(from_text, from),
	    .to = tm_format_day(to_text, to),
	    .definition = params->text[PARAM_DEFINITION],
	    .miner = machine.reference,
	    .factor = machine.factor,
	    .first = params->after[0] ? params->after[0] : from_text,
	    .limit = list ? params->number[PARAM_LIMIT] : 0,
	};
	struct summary_page page;
	struct sheet sheet;
	int32_t first = from;
	enum rc rc = summary_read(app->db, &query, &page, err);
	if (rc != RC_OK)
		return rc;
	(void)tm_parse_day(sv_of(query.first), &first); /* the cursor's field was checked as a date */
	int32_t next = add_intervals(interval, first, query.limit);
	if (list && next <= to)
		reply->cursor = cursor_encode(reply->arena, params->canonical, (const char *[]){tm_format_day(next_text, next)}, 1);
	reply_follow(reply, &page.head);
	sheet_open(&sheet, reply, list);
	write_all(&sheet, &query, &machine, &page);
	rc = sheet_close(&sheet,
	                 &(struct sheet_meta){.data_source = page.head.data_source,
	                                      .definition = query.definition,
	                                      .units = machine.in_usd ? units : units + UNITS_OF_USD,
	                                      .coverage = &page.head.coverage,
	                                      .cursor = reply->cursor},
	                 err);
	summary_free(&page);
	return rc;
}

static enum rc answer_one(struct app *app, const struct params *params, struct reply *reply, enum summary_interval interval,
                          struct err *err)
{
	int32_t first = (int32_t)params->number[PARAM_KEY];
	return answer(app, params, reply, interval, first, add_intervals(interval, first, 1) - 1, false, err);
}

static enum rc answer_series(struct app *app, const struct params *params, struct reply *reply, enum summary_interval interval,
                             struct err *err)
{
	int32_t from = (int32_t)params->number[PARAM_FROM], last = (int32_t)params->number[PARAM_TO];
	return answer(app, params, reply, interval, from, add_intervals(interval, last, 1) - 1, true, err);
}

enum rc h_summaries_day(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	return answer_one(app, params, reply, SUMMARY_DAILY, err);
}

enum rc h_summaries_month(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	return answer_one(app, params, reply, SUMMARY_MONTHLY, err);
}

enum rc h_summaries_year(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	return answer_one(app, params, reply, SUMMARY_YEARLY, err);
}

enum rc h_summaries_daily(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	return answer_series(app, params, reply, SUMMARY_DAILY, err);
}

enum rc h_summaries_monthly(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	return answer_series(app, params, reply, SUMMARY_MONTHLY, err);
}

enum rc h_summaries_yearly(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	return answer_series(app, params, reply, SUMMARY_YEARLY, err);
}
