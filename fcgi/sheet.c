#include "fcgi/sheet.h"

#include <stdio.h>
#include <string.h>

#include "core/base/dec.h"
#include "core/base/tm.h"

#define SHEET_LICENCE "Contains BMRS data © Elexon Limited copyright and database right"

/* What each figure is, for meta.units. */
static const struct {
	const char *name, *note;
} units[] = {
    {"curtailed_mwh", "MWh that wind farms were told not to generate: accepted bids of the bid stack, reported positive"},
    {"volume_mwh", "MWh as published: below zero is a bid to generate less"},
    {"original_price_gbp_per_mwh", "GBP a MWh of the bid, which is what is paid"},
    {"final_price_gbp_per_mwh", "GBP a MWh after repricing, which is not what is paid"},
    {"reserve_scarcity_price_gbp_per_mwh", "GBP a MWh"},
    {"payment_gbp", "GBP at bid price, before transmission-loss and non-delivery adjustments; positive is paid to the wind farm"},
    {"payment_gbp_per_mwh", "GBP a curtailed MWh"},
    {"old_curtailed_mwh", "curtailed_mwh of the day before the revision"},
    {"new_curtailed_mwh", "curtailed_mwh of the day after it"},
    {"old_payment_gbp", "payment_gbp of the day before the revision"},
    {"new_payment_gbp", "payment_gbp of the day after it"},
    {"replacement_gbp", "GBP, an estimate: the accepted offers of units that are not wind, unflagged first, up to the curtailed energy"},
    {"wind_generation_mwh", "MWh that wind farms on and off shore put out, as Elexon publishes it (AGWS)"},
    {"onshore_mwh", "MWh of wind farms on shore (AGWS: average MW of the half hour × 0.5)"},
    {"offshore_mwh", "MWh of wind farms off shore"},
    {"generation_mwh", "MWh of both"},
    {"curtailed_share", "of output and curtailment together, 0 to 1"},
    {"notified_mwh", "MWh that wind farms notified before each half hour that they would generate (PN): each farm's own statement"},
    {"curtailed_share_of_notified", "curtailed of notified energy; a farm that notified too much seems curtailed as much more"},
    {"bitcoin_btc", "BTC that the curtailed energy could have mined at the difficulty and subsidy of its half hour"},
    {"bitcoin_diluted_btc",
     "BTC left of it where the whole fleet had joined the network: × H ÷ (H + h) each half hour, as it raises the difficulty"},
    {"value_gbp", "GBP of bitcoin_btc at the Bitcoin price of the half hour's UTC date"},
    {"value_usd", "USD of bitcoin_btc at the Bitcoin close of the half hour's UTC date"},
    {"value_usd_per_mwh", "USD a curtailed MWh"},
    {"value_gbp_per_mwh", "GBP a curtailed MWh"},
    {"generation_capacity_mw", "MW of the BM unit in the register"},
    {"btc_usd", "USD a bitcoin, the close of the UTC date"},
    {"usd_gbp", "GBP a US dollar, the last rate at most five days old"},
    {"btc_gbp", "GBP a bitcoin: btc_usd × usd_gbp to six places, else a price published in GBP"},
    {"hashrate_th", "TH/s of one machine"},
    {"power_w", "W of one machine"},
    {"joules_per_th", "J a TH: power by hashrate"},
};

void sheet_open(struct sheet *sheet, struct reply *reply, bool list)
{
	*sheet = (struct sheet){
	    .out = reply->body, .csv = reply->form == ACCEPT_CSV, .lines = reply->form == ACCEPT_NDJSON, .list = list, .prefix = ""};
	jw_init(&sheet->json, reply->body);
	if (sheet->csv || sheet->lines)
		return;
	jw_object(&sheet->json);
	jw_key(&sheet->json, "data");
	if (list)
		jw_array(&sheet->json);
}

static void write_units(struct jw *w, const char *const *names)
{
	jw_key(w, "units");
	jw_object(w);
	for (; *names; names++) {
		for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
			if (strcmp(units[i].name, *names) == 0) {
				jw_key(w, *names);
				jw_text(w, units[i].note);
			}
		}
	}
	jw_object_end(w);
}

static void write_licence(struct jw *w)
{
	char text[sizeof SHEET_LICENCE + 8];
	int year, month, day;
	tm_civil((int32_t)(tm_now_utc() / 86400), &year, &month, &day);
	snprintf(text, sizeof text, SHEET_LICENCE " %d", year);
	jw_key(w, "licence");
	jw_text(w, text);
}

static void write_coverage(struct jw *w, const struct head_coverage *coverage)
{
	jw_key(w, "coverage");
	jw_object(w);
	jw_key(w, "expected");
	jw_int(w, coverage->expected);
	jw_key(w, "complete");
	jw_int(w, coverage->complete);
	jw_key(w, "provisional");
	jw_int(w, coverage->provisional);
	jw_object_end(w);
}

static void write_meta(struct sheet *sheet, const struct sheet_meta *meta)
{
	struct jw *w = &sheet->json;
	jw_key(w, "meta");
	jw_object(w);
	write_licence(w);
	jw_key(w, "data_source");
	jw_text(w, meta->data_source);
	if (meta->definition) {
		jw_key(w, "definition");
		jw_text(w, meta->definition);
	}
	if (meta->units)
		write_units(w, meta->units);
	if (meta->coverage)
		write_coverage(w, meta->coverage);
	if (meta->has_known_through) {
		jw_key(w, "known_through");
		jw_text(w, meta->known_through);
	}
	if (sheet->list) {
		jw_key(w, "next");
		jw_text(w, meta->cursor);
	}
	jw_object_end(w);
}

enum rc sheet_close(struct sheet *sheet, const struct sheet_meta *meta, struct err *err)
{
	if (!meta->data_source)
		return err_set(err, RC_UNAVAILABLE, "the database is not stamped: windfall migrate");
	if (sheet->csv || sheet->lines)
		return buf_ok(sheet->out) && !sheet->bad ? RC_OK : err_set(err, RC_FAIL, "the page is too large");
	if (sheet->list)
		jw_array_end(&sheet->json);
	write_meta(sheet, meta);
	jw_object_end(&sheet->json);
	return jw_ok(&sheet->json) ? RC_OK : err_set(err, RC_FAIL, "the page is too large, or a number is none");
}

void sheet_row(struct sheet *sheet)
{
	sheet->begun = false;
	if (!sheet->csv)
		jw_object(&sheet->json);
}

void sheet_row_end(struct sheet *sheet)
{
	if (sheet->csv)
		buf_add_str(sheet->out, "\r\n");
	else
		jw_object_end(&sheet->json);
	if (!sheet->lines)
		return;
	sheet->bad |= !jw_ok(&sheet->json);
	buf_add_char(sheet->out, '\n');
	jw_init(&sheet->json, sheet->out); /* a line is a text of its own */
}

/* One cell (RFC 4180): quoted where it must be. */
static void write_cell(struct sheet *sheet, const char *name, struct sv value)
{
	if (sheet->begun)
		buf_add_char(sheet->out, ',');
	sheet->begun = true;
	if (sheet->names) {
		buf_addf(sheet->out, "%s%s%s", sheet->prefix, sheet->prefix[0] ? "_" : "", name);
		return;
	}
	bool quoted = false;
	for (size_t i = 0; i < value.n && !quoted; i++)
		quoted = value.p[i] == '"' || value.p[i] == ',' || value.p[i] == '\n' || value.p[i] == '\r';
	if (!quoted) {
		buf_add_sv(sheet->out, value);
		return;
	}
	buf_add_char(sheet->out, '"');
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"')
			buf_add_char(sheet->out, '"');
		buf_add_char(sheet->out, value.p[i]);
	}
	buf_add_char(sheet->out, '"');
}

void sheet_text(struct sheet *sheet, const char *name, const char *text)
{
	if (sheet->csv) {
		write_cell(sheet, name, sv_of(text));
		return;
	}
	jw_key(&sheet->json, name);
	jw_text(&sheet->json, text);
}

void sheet_num(struct sheet *sheet, const char *name, const char *numeric)
{
	if (sheet->csv) {
		write_cell(sheet, name, dec_trim(sv_of(numeric)));
		return;
	}
	jw_key(&sheet->json, name);
	jw_num(&sheet->json, numeric);
}

void sheet_numbers(struct sheet *sheet, const char *name, const char *words)
{
	struct sv rest = sv_of(words), word;
	if (sheet->csv) {
		write_cell(sheet, name, rest);
		return;
	}
	jw_key(&sheet->json, name);
	jw_array(&sheet->json);
	while (sv_next(&rest, ' ', &word))
		jw_raw(&sheet->json, word);
	jw_array_end(&sheet->json);
}

void sheet_int(struct sheet *sheet, const char *name, int64_t value)
{
	char text[DEC_TEXT_MAX];
	sheet_num(sheet, name, dec_format(text, value, 0).p);
}

void sheet_flag(struct sheet *sheet, const char *name, const char *flag)
{
	if (flag)
		sheet_bool(sheet, name, flag[0] == 't');
	else
		sheet_num(sheet, name, NULL);
}

void sheet_bool(struct sheet *sheet, const char *name, bool value)
{
	if (sheet->csv) {
		write_cell(sheet, name, value ? SV("true") : SV("false"));
		return;
	}
	jw_key(&sheet->json, name);
	jw_bool(&sheet->json, value);
}

void sheet_coverage(struct sheet *sheet, const struct head_coverage *coverage)
{
	if (!sheet->csv) {
		write_coverage(&sheet->json, coverage);
		return;
	}
	sheet_int(sheet, "expected_half_hours", coverage->expected);
	sheet_int(sheet, "complete_half_hours", coverage->complete);
	sheet_int(sheet, "provisional_half_hours", coverage->provisional);
}

void sheet_list(struct sheet *sheet, const char *name)
{
	if (sheet->csv)
		return;
	jw_key(&sheet->json, name);
	jw_array(&sheet->json);
}

void sheet_list_end(struct sheet *sheet)
{
	if (!sheet->csv)
		jw_array_end(&sheet->json);
}

void sheet_item(struct sheet *sheet, const char *prefix)
{
	sheet->prefix = prefix;
	if (!sheet->csv)
		jw_object(&sheet->json);
}

void sheet_item_end(struct sheet *sheet)
{
	sheet->prefix = "";
	if (!sheet->csv)
		jw_object_end(&sheet->json);
}

enum rc sheet_fill(struct reply *reply, const struct head_page *page, int n,
                   void (*write)(struct sheet *sheet, const void *context, const struct head_page *page, int i), const void *context,
                   const struct sheet_meta *meta, struct err *err)
{
	struct sheet sheet;
	struct sheet_meta whole = *meta;
	reply_follow(reply, &page->head);
	sheet_open(&sheet, reply, true);
	sheet.names = sheet.csv;
	for (int i = sheet.csv ? -1 : 0; i < n; i++) {
		sheet_row(&sheet);
		write(&sheet, context, page, i);
		sheet_row_end(&sheet);
		sheet.names = false;
	}
	whole.data_source = page->head.data_source;
	whole.cursor = reply->cursor;
	return sheet_close(&sheet, &whole, err);
}
