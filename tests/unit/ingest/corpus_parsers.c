#include "tests/unit/ingest/corpus_parsers.h"

#include "core/base/dec.h"
#include "core/base/tm.h"
#include "core/ingest/parse_bm_units.h"
#include "core/ingest/parse_csv.h"
#include "core/ingest/parse_difficulty_adjustments.h"
#include "core/ingest/parse_dynamodb.h"
#include "core/ingest/parse_historical_price.h"
#include "core/ingest/parse_physical_notifications.h"
#include "core/ingest/parse_stack.h"
#include "core/ingest/parse_system_prices.h"
#include "core/ingest/parse_wind_generation.h"

static void put_text(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, " %s=%s", name, text ? text : "null");
}

static void put_number(struct buf *out, const char *name, struct stack_number number)
{
	if (number.known)
		buf_addf(out, " %s=%lld", name, (long long)number.value);
	else
		put_text(out, name, NULL);
}

static void put_units(struct buf *out, const char *name, bool known, int64_t units, int scale)
{
	char text[DEC_TEXT_MAX];
	struct sv decimal = dec_format(text, units, scale);

	if (known)
		buf_addf(out, " %s=%.*s", name, SV_FMT(decimal));
	else
		put_text(out, name, NULL);
}

static void put_nano(struct buf *out, const char *name, struct stack_decimal decimal)
{
	put_units(out, name, decimal.known, decimal.nano, 9);
}

static void put_flag(struct buf *out, const char *name, enum stack_flag flag)
{
	static const char *const names[] = {[STACK_FLAG_NULL] = "null", [STACK_FLAG_FALSE] = "false", [STACK_FLAG_TRUE] = "true"};

	put_text(out, name, names[flag]);
}

static void put_utc(struct buf *out, const char *name, bool known, int64_t utc)
{
	char text[TM_TEXT_MAX];

	put_text(out, name, known ? tm_format_utc(text, utc) : NULL);
}

static void put_stack_row(struct buf *out, const struct stack_row *row)
{
	char day[TM_TEXT_MAX];

	buf_addf(out, "%s %d", tm_format_day(day, row->settlement_date), row->settlement_period);
	put_utc(out, "start", true, row->start_utc);
	put_utc(out, "created", row->created_utc.known, row->created_utc.value);
	buf_addf(out, " sequence=%lld", (long long)row->sequence_number);
	put_text(out, "id", row->id);
	put_number(out, "acceptance", row->acceptance_id);
	put_number(out, "pair", row->bid_offer_pair_id);
	put_flag(out, "cadl", row->cadl_flag);
	put_flag(out, "so", row->so_flag);
	put_flag(out, "stor", row->stor_provider_flag);
	put_flag(out, "repriced", row->repriced_indicator);
	put_nano(out, "scarcity", row->reserve_scarcity_price);
	put_nano(out, "original", row->original_price);
	put_nano(out, "final", row->final_price);
	put_units(out, "volume", true, row->volume_nano_mwh, 9);
	put_nano(out, "dmat", row->dmat_adjusted_volume);
	put_nano(out, "arbitrage", row->arbitrage_adjusted_volume);
	put_nano(out, "niv", row->niv_adjusted_volume);
	put_nano(out, "par", row->par_adjusted_volume);
	put_nano(out, "tlm_volume", row->tlm_adjusted_volume);
	put_nano(out, "tlm", row->transmission_loss_multiplier);
	put_nano(out, "tlm_cost", row->tlm_adjusted_cost);
	buf_add_char(out, '\n');
}

static enum rc run_stack(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct stack_row *rows;
	size_t n;
	enum rc rc = parse_stack(input, arena, &rows, &n, err);

	buf_addf(out, "rows=%zu\n", n);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		put_stack_row(out, &rows[i]);
	return rc;
}

static void put_unit(struct buf *out, const struct bm_unit *unit)
{
	buf_addf(out, "%s", unit->id);
	put_text(out, "national_grid", unit->national_grid_id);
	put_text(out, "name", unit->name);
	put_text(out, "fuel", unit->fuel_type);
	put_text(out, "party", unit->lead_party);
	put_text(out, "party_id", unit->lead_party_id);
	put_text(out, "type", unit->type);
	put_text(out, "gsp", unit->gsp_group);
	put_units(out, "capacity", unit->capacity_known, unit->generation_capacity_milli_mw, 3);
	buf_add_char(out, '\n');
}

static enum rc run_bm_units(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct parse_bm_units_counts counts;
	struct bm_unit *units;
	size_t n;
	enum rc rc = parse_bm_units(input, arena, &units, &n, &counts, err);

	buf_addf(out, "units=%zu rows=%zu without_id=%zu duplicates=%zu\n", n, counts.rows, counts.without_id, counts.duplicates);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		put_unit(out, &units[i]);
	return rc;
}

static void put_epoch(struct buf *out, const struct difficulty_epoch *epoch)
{
	buf_addf(out, "height=%lld", (long long)epoch->height);
	put_utc(out, "start", true, epoch->start_utc);
	put_text(out, "exact", epoch->exact_time ? "yes" : "no");
	put_text(out, "difficulty", epoch->text);
	put_units(out, "value", true, epoch->units, epoch->scale);
}

static enum rc run_difficulty(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct difficulty_epoch *epochs;
	size_t n;
	enum rc rc = parse_difficulty_adjustments(input, arena, &epochs, &n, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		put_epoch(out, &epochs[i]);
		buf_add_char(out, '\n');
	}
	return rc;
}

static enum rc run_price(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct price *prices;
	char day[TM_TEXT_MAX];
	size_t n;
	enum rc rc = parse_historical_price(input, arena, &prices, &n, err);

	buf_addf(out, "prices=%zu\n", n);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		buf_addf(out, "%s", tm_format_day(day, prices[i].day));
		put_units(out, "gbp", prices[i].known, prices[i].micro_gbp, 6);
		put_units(out, "usd", prices[i].usd_known, prices[i].micro_usd, 6);
		buf_add_char(out, '\n');
	}
	return rc;
}

static enum rc run_csv_epochs(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct parse_csv_epoch *epochs;
	int64_t known_through_utc;
	size_t n;
	enum rc rc = parse_csv_epochs(input, arena, &epochs, &n, &known_through_utc, err);

	if (rc != RC_OK)
		return rc;
	buf_add_str(out, "epochs");
	put_utc(out, "known_through", known_through_utc != 0, known_through_utc);
	buf_add_char(out, '\n');
	for (size_t i = 0; i < n; i++) {
		put_epoch(out, &epochs[i].epoch);
		put_text(out, "source", epochs[i].source);
		buf_add_char(out, '\n');
	}
	return RC_OK;
}

static enum rc run_csv_dailies(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct parse_csv_daily *dailies;
	char day[TM_TEXT_MAX];
	size_t n;
	enum rc rc = parse_csv_dailies(input, arena, &dailies, &n, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		buf_addf(out, "%s", tm_format_day(day, dailies[i].day));
		put_units(out, "usd_close", dailies[i].usd_close_micro.known, dailies[i].usd_close_micro.units, 6);
		put_units(out, "gbp_quote", dailies[i].gbp_quote_micro.known, dailies[i].gbp_quote_micro.units, 6);
		put_units(out, "usd_gbp", dailies[i].usd_gbp_e8.known, dailies[i].usd_gbp_e8.units, 8);
		buf_add_char(out, '\n');
	}
	return rc;
}

static enum rc run_dynamodb(struct sv input, enum parse_dynamodb_shape shape, struct arena *arena, struct buf *out, struct err *err)
{
	struct parse_dynamodb_rows rows = {0};
	struct sv last_key;
	enum rc rc = parse_dynamodb_page(input, shape, arena, &rows, &last_key, err);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		put_epoch(out, &rows.rows[i].entry.epoch);
		put_text(out, "id", rows.rows[i].id);
		put_text(out, "source", rows.rows[i].entry.source);
		buf_add_char(out, '\n');
	}
	buf_addf(out, "next=%.*s\n", SV_FMT(last_key));
	return RC_OK;
}

static enum rc run_dynamodb_heights(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	return run_dynamodb(input, PARSE_DYNAMODB_BY_HEIGHT, arena, out, err);
}

static enum rc run_dynamodb_ids(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	return run_dynamodb(input, PARSE_DYNAMODB_BY_ID, arena, out, err);
}

static enum rc run_wind_generation(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct wind_generation_row *rows;
	char day[TM_TEXT_MAX];
	size_t n;
	enum rc rc = parse_wind_generation(input, arena, &rows, &n, err);

	buf_addf(out, "rows=%zu\n", n);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		buf_addf(out, "%s %d", tm_format_day(day, rows[i].settlement_date), rows[i].settlement_period);
		put_utc(out, "published", true, rows[i].published_utc);
		put_text(out, "type", rows[i].psr_type);
		put_nano(out, "mw", rows[i].quantity_mw);
		buf_add_char(out, '\n');
	}
	return rc;
}

static enum rc run_system_prices(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct system_price_row *rows;
	char day[TM_TEXT_MAX];
	size_t n;
	enum rc rc = parse_system_prices(input, arena, &rows, &n, err);

	buf_addf(out, "rows=%zu\n", n);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		buf_addf(out, "%s %d", tm_format_day(day, rows[i].settlement_date), rows[i].settlement_period);
		put_nano(out, "sell", rows[i].sell_gbp_per_mwh);
		put_nano(out, "buy", rows[i].buy_gbp_per_mwh);
		put_nano(out, "accepted_bids", rows[i].accepted_bid_mwh);
		buf_add_char(out, '\n');
	}
	return rc;
}

static enum rc run_physical_notifications(struct sv input, struct arena *arena, struct buf *out, struct err *err)
{
	struct physical_notification_row *rows;
	char day[TM_TEXT_MAX];
	size_t n;
	enum rc rc = parse_physical_notifications(input, arena, &rows, &n, err);

	buf_addf(out, "rows=%zu\n", n);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		buf_addf(out, "%s %d", tm_format_day(day, rows[i].settlement_date), rows[i].settlement_period);
		put_utc(out, "from", true, rows[i].from_utc);
		put_utc(out, "to", true, rows[i].to_utc);
		put_nano(out, "from_mw", rows[i].from_mw);
		put_nano(out, "to_mw", rows[i].to_mw);
		put_text(out, "unit", rows[i].bm_unit);
		buf_add_char(out, '\n');
	}
	return rc;
}

const struct corpus_parser corpus_parsers[] = {
    {"stack", run_stack},
    {"bm_units", run_bm_units},
    {"difficulty", run_difficulty},
    {"price", run_price},
    {"csv_epochs", run_csv_epochs},
    {"csv_dailies", run_csv_dailies},
    {"wind_generation", run_wind_generation},
    {"system_prices", run_system_prices},
    {"physical_notifications", run_physical_notifications},
    {"dynamodb_heights", run_dynamodb_heights},
    {"dynamodb_ids", run_dynamodb_ids},
    {0},
};
