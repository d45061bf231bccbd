#include "core/ingest/read.h"

#include <stdio.h>
#include <string.h>

#include "core/base/log.h"
#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/ingest/parse_physical_notifications.h"
#include "core/ingest/parse_stack.h"
#include "core/ingest/parse_system_prices.h"
#include "core/ingest/parse_wind_generation.h"
#include "core/ingest/source/elexon.h"

#define REFUSED_BYTES_MAX (16u << 20) /* of a day's refused bodies */

/* One side of a half hour as it came. */
struct side {
	enum { SIDE_ABSENT, SIDE_READ, SIDE_FAILED } state;
	int64_t rows, fetched_utc;
	char sha256[DIGEST_HEX_SIZE];
	char failure[32];
};

struct reader {
	const struct register_units *units;
	struct arena *arena, *scratch;
	struct read_day *out;
	struct side side[SETTLEMENT_PERIODS_MAX][2];
	struct offers {
		struct replacement_offer *sorted;
		size_t n;
	} offers[SETTLEMENT_PERIODS_MAX];
};

static void fail(struct reader *reader, struct side *side, enum stack_side which, int period, const char *failure, const char *detail)
{
	char date[TM_TEXT_MAX];
	const char *end = strchr(failure, ':');
	side->state = SIDE_FAILED;
	(void)snprintf(side->failure, sizeof(side->failure), "%.*s", end == NULL ? 31 : (int)(end - failure), failure);
	log_line(LOG_WARN, "period_failed", "date=%s period=%d side=%s failure=%s detail=%s", tm_format_day(date, reader->out->day), period,
	         stack_row_side_name(which), side->failure, log_quote(detail));
}

/* Offers that contradict each other leave their cost unknown, not the curtailed energy. */
static enum rc take_offers(struct reader *reader, int period, const struct stack_row *rows, size_t n, struct err *err)
{
	char date[TM_TEXT_MAX];
	struct offers *offers = &reader->offers[period - 1];
	enum rc rc = check_offers(rows, n, reader->units, reader->arena, &offers->sorted, &offers->n, &reader->out->counts, err);
	if (rc != RC_DATA)
		return rc;
	offers->n = 0;
	log_line(LOG_WARN, "offers_refused", "date=%s period=%d detail=%s", tm_format_day(date, reader->out->day), period,
	         log_quote(err->text));
	return RC_OK;
}

/* Notes a reply that is not taken, with what came of it as far as the day's room for such goes. */
static enum rc refuse(struct reader *reader, const struct fetch_reply *reply, int period, const char *failure, const char *detail,
                      struct err *err)
{
	struct read_day *out = reader->out;
	struct sv body = reply->body;
	struct refusal *grown = arena_grow(reader->arena, out->refusals, out->n_refusals, &out->refusals_cap, sizeof(*grown));
	if (grown == NULL)
		return err_set(err, RC_FAIL, "out of memory for refused replies");
	out->refusals = grown;
	struct refusal *r = &grown[out->n_refusals++];
	*r = (struct refusal){.period = period, .body_bytes = body.n, .body = {.n = body.n < REFUSAL_BODY_MAX ? body.n : REFUSAL_BODY_MAX}};
	if (out->refusal_bytes + r->body.n > REFUSED_BYTES_MAX)
		r->body.n = 0;
	out->refusal_bytes += r->body.n;
	r->path = arena_dup(reader->arena, reply->path);
	r->body.p = arena_dup(reader->arena, (struct sv){body.p, r->body.n});
	(void)snprintf(r->reason, sizeof(r->reason), "%.*s", (int)strcspn(failure, ":"), failure);
	sv_copy_plain(detail, r->detail, sizeof(r->detail));
	if (r->path == NULL || r->body.p == NULL || !digest_sha256_hex(body, r->body_sha256))
		return err_set(err, RC_FAIL, "out of memory for refused replies");
	return RC_OK;
}

static void sum_bids(struct stack_decimal *sum, const struct stack_row *rows, size_t n)
{
	*sum = (struct stack_decimal){.known = true};
	for (size_t i = 0; i < n; i++)
		sum->known = sum->known && num_add(&sum->nano, rows[i].volume_nano_mwh);
	if (!sum->known)
		*sum = (struct stack_decimal){0};
}

/* Of the bids the records stay, of the offers those that may replace them. */
static enum rc take_checked(struct reader *reader, enum stack_side which, int period, const struct stack_row *rows, size_t n,
                            struct err *err)
{
	struct day_reading *reading = &reader->out->readings[period - 1];
	struct day_record *records = NULL;
	if (which == STACK_OFFER)
		return take_offers(reader, period, rows, n, err);
	sum_bids(&reader->out->prices.at[period].of[SYSTEM_PRICE_STACK], rows, n);
	enum rc rc = check_records(rows, n, reader->units, reader->arena, &records, &reading->n, &reader->out->counts, err);
	reading->records = records;
	return rc == RC_OK ? check_digest(records, reading->n, reading->rows_sha256, err) : rc;
}

/* Parses and checks a reply. RC_DATA: it is refused. */
static enum rc take_rows(struct reader *reader, enum stack_side which, int period, struct sv body, struct side *side, struct err *err)
{
	struct stack_row *rows = NULL;
	size_t n = 0;
	arena_reset(reader->scratch);
	enum rc rc = parse_stack(body, reader->scratch, &rows, &n, err);
	if (rc == RC_DATA)
		return err_wrap(err, "malformed");
	if (rc == RC_OK)
		rc = check_rows(rows, n, reader->out->day, period, err);
	if (rc == RC_OK)
		rc = take_checked(reader, which, period, rows, n, err);
	if (rc == RC_OK && !digest_sha256_hex(body, side->sha256))
		rc = err_set(err, RC_FAIL, "SHA-256 is not available");
	side->rows = (int64_t)n;
	return rc;
}

static enum rc take_stack(struct reader *reader, enum stack_side which, int period, const struct fetch_reply *reply, struct err *err)
{
	if (period < 1 || (size_t)period > reader->out->n)
		return RC_OK;
	struct side *side = &reader->side[period - 1][which];
	*side = (struct side){.fetched_utc = reply->fetched_utc == 0 ? tm_now_utc() : reply->fetched_utc};
	if (reply->state == FETCH_FAILED)
		fail(reader, side, which, period, reply->failure, reply->detail);
	if (reply->state == FETCH_FAILED && reply->body.n > 0)
		return refuse(reader, reply, period, reply->failure, reply->detail, err);
	if (reply->state != FETCH_OK)
		return RC_OK;
	side->state = SIDE_READ;
	struct err refused = {0};
	enum rc rc = take_rows(reader, which, period, reply->body, side, &refused);
	if (rc == RC_DATA) {
		fail(reader, side, which, period, refused.text, refused.text);
		reader->out->refused++;
		return refuse(reader, reply, period, refused.text, refused.text, err);
	}
	return rc == RC_OK ? rc : err_set(err, rc, "%s", refused.text);
}

static enum rc take_wind(struct reader *reader, const struct fetch_reply *reply, size_t *n, struct err *err)
{
	struct wind_generation_row *rows = NULL;
	enum rc rc = parse_wind_generation(reply->body, reader->scratch, &rows, n, err);
	if (rc == RC_DATA)
		return err_wrap(err, "malformed");
	return rc == RC_OK ? wind_generation_collect(rows, *n, reader->out->day, &reader->out->wind, err) : rc;
}

static enum rc take_prices(struct reader *reader, const struct fetch_reply *reply, size_t *n, struct err *err)
{
	struct system_price_row *rows = NULL;
	struct system_price_day *prices = &reader->out->prices, before = *prices;
	enum rc rc = parse_system_prices(reply->body, reader->scratch, &rows, n, err);
	if (rc == RC_DATA)
		return err_wrap(err, "malformed");
	if (rc == RC_OK)
		rc = system_price_collect(rows, *n, reader->out->day, prices, err);
	if (rc == RC_DATA)
		*prices = before;
	return rc;
}

/* The units that the reply's path asked for are read anew, whatever it says of them. */
static void begin_units(struct physical_notification_day *notifications, struct sv path)
{
	struct sv id;
	while (elexon_next_unit(&path, &id)) {
		struct physical_notification_unit *unit = physical_notification_find(notifications, id);
		if (unit != NULL)
			*unit = (struct physical_notification_unit){.bm_unit = unit->bm_unit, .read = true};
	}
}

static enum rc take_notifications(struct reader *reader, const struct fetch_reply *reply, size_t *n, struct err *err)
{
	struct physical_notification_row *rows = NULL;
	int unknown = 0;
	char date[TM_TEXT_MAX];
	enum rc rc = parse_physical_notifications(reply->body, reader->scratch, &rows, n, err);
	if (rc == RC_DATA)
		return err_wrap(err, "malformed");
	if (rc == RC_OK)
		rc = physical_notification_check(rows, n, reader->out->day, err);
	if (rc != RC_OK)
		return rc;
	begin_units(&reader->out->notifications, reply->path);
	physical_notification_collect(rows, *n, reader->out->day, &reader->out->notifications, &unknown);
	if (unknown > 0)
		log_line(LOG_WARN, "notifications_unknown", "date=%s half_hours=%d detail=\"lines leave a gap, overlap or lack a level\"",
		         tm_format_day(date, reader->out->day), unknown);
	return rc;
}

static enum rc refuse_extra(struct reader *reader, enum elexon_kind kind, const struct fetch_reply *reply, const char *failure,
                            const char *detail, struct err *err)
{
	char date[TM_TEXT_MAX];
	reader->out->failed_of[kind] = true;
	log_line(LOG_WARN, "source_failed", "date=%s source=%s failure=%.*s detail=%s", tm_format_day(date, reader->out->day),
	         log_quote(elexon_kind_name(kind)), (int)strcspn(failure, ":"), failure, log_quote(detail));
	return reply->body.n > 0 ? refuse(reader, reply, 0, failure, detail, err) : RC_OK;
}

/* What is read beside the stacks has a coverage of its own: without it the day is none the worse. */
static enum rc take_extra(struct reader *reader, enum elexon_kind kind, const struct fetch_reply *reply, struct err *err)
{
	static enum rc (*const takers[ELEXON_KINDS])(struct reader *, const struct fetch_reply *, size_t *n, struct err *) = {
	    [ELEXON_WIND] = take_wind,
	    [ELEXON_SYSTEM_PRICES] = take_prices,
	    [ELEXON_NOTIFICATIONS] = take_notifications,
	};
	struct err refused = {0};
	size_t n = 0;
	if (reply->state == FETCH_FAILED)
		return refuse_extra(reader, kind, reply, reply->failure, reply->detail, err);
	if (reply->state == FETCH_ABSENT)
		return RC_OK;
	arena_reset(reader->scratch);
	enum rc rc = takers[kind](reader, reply, &n, &refused);
	if (rc == RC_DATA)
		return refuse_extra(reader, kind, reply, refused.text, refused.text, err);
	reader->out->read[kind] |= rc == RC_OK && n > 0;
	return rc == RC_OK ? rc : err_set(err, rc, "%s", refused.text);
}

static enum rc take_reply(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err)
{
	if (kind < ELEXON_STACKS)
		return take_stack(ctx, kind == ELEXON_BID ? STACK_BID : STACK_OFFER, period, reply, err);
	return take_extra(ctx, kind, reply, err);
}

static bool sum_energy(const struct day_reading *reading, const struct curtailment_definition *definition, int64_t *energy_nano_mwh)
{
	for (size_t i = 0; i < reading->n; i++)
		if (curtailment_is_of(definition, reading->records[i].row) && !num_add(energy_nano_mwh, -reading->records[i].row->volume_nano_mwh))
			return false;
	return true;
}

/* What the curtailed energy's replacement cost, under each definition. */
static void replace(struct day_reading *reading, const struct offers *offers)
{
	for (size_t d = 0; d < CURTAILMENT_DEFINITIONS; d++) {
		struct day_replacement *r = &reading->replacements[d];
		int64_t energy_nano_mwh = 0;
		bool fits = sum_energy(reading, &curtailment_definitions[d], &energy_nano_mwh);
		r->curtailed = !fits || energy_nano_mwh > 0;
		r->known = fits && r->curtailed && replacement_cost(offers->sorted, offers->n, energy_nano_mwh, &r->cost_micro_gbp);
	}
}

/* What both sides together say of the half hour. */
static void conclude(struct read_day *out, struct day_reading *reading, const struct side *bid, const struct side *offer,
                     const struct offers *offers)
{
	const struct side *failed = bid->state == SIDE_FAILED ? bid : offer->state == SIDE_FAILED ? offer : NULL;
	if (failed != NULL) {
		reading->state = DAY_NEVER;
		(void)snprintf(reading->failure, sizeof(reading->failure), "%s %s", stack_row_side_name(failed == bid ? STACK_BID : STACK_OFFER),
		               failed->failure);
		out->failed++;
		return;
	}
	if (bid->state == SIDE_ABSENT || offer->state == SIDE_ABSENT) {
		reading->state = DAY_MISSING;
		reading->rows_sha256[0] = '\0';
		out->missing++;
		return;
	}
	reading->state = bid->rows + offer->rows > 0 ? DAY_COMPLETE : DAY_EMPTY;
	out->empty += reading->state == DAY_EMPTY;
	reading->fetched_utc = bid->fetched_utc < offer->fetched_utc ? bid->fetched_utc : offer->fetched_utc;
	reading->provisional = reading->state == DAY_COMPLETE && reading->fetched_utc < settlement_provisional_until_utc(out->day);
	reading->bid_rows = bid->rows;
	reading->offer_rows = offer->rows;
	memcpy(reading->bid_sha256, bid->sha256, DIGEST_HEX_SIZE);
	memcpy(reading->offer_sha256, offer->sha256, DIGEST_HEX_SIZE);
	if (reading->state == DAY_EMPTY)
		reading->rows_sha256[0] = '\0';
	else
		replace(reading, offers);
}

/* Of a day of which no unit notified anything nothing is published yet. */
static void conclude_notifications(struct read_day *out)
{
	for (size_t i = 0; !out->read[ELEXON_NOTIFICATIONS] && i < out->notifications.n; i++)
		out->notifications.units[i].read = false;
}

static bool begin_notifications(struct read_day *out, const struct register_units *units, struct arena *arena)
{
	struct physical_notification_day *day = &out->notifications;
	day->units = arena_alloc(arena, (units->n_wind + 1) * sizeof(*day->units));
	for (day->n = 0; day->units != NULL && day->n < units->n_wind; day->n++)
		day->units[day->n] = (struct physical_notification_unit){.bm_unit = units->wind_ids[day->n]};
	return day->units != NULL;
}

enum rc read_day(struct fetch *fetch, int32_t day, const struct day_periods *chosen, bool notifications, const struct register_units *units,
                 struct arena *arena, struct arena *scratch, struct read_day *out, struct err *err)
{
	const struct fetch_wanted wanted = {chosen, units->wind_ids, notifications ? units->n_wind : 0};
	memset(out, 0, sizeof(*out));
	out->day = day;
	out->n = (size_t)settlement_periods(day);
	struct reader *reader = arena_alloc(arena, sizeof(*reader));
	if (reader == NULL || !begin_notifications(out, units, arena))
		return err_set(err, RC_FAIL, "out of memory for a day");
	out->notifications_asked = notifications;
	*reader = (struct reader){.units = units, .arena = arena, .scratch = scratch, .out = out};
	for (size_t i = 0; i < out->n; i++)
		out->readings[i].period = (int)i + 1;
	enum rc rc = fetch_day(fetch, day, &wanted, take_reply, reader, err);
	size_t n = 0;
	conclude_notifications(out);
	for (size_t i = 0; rc == RC_OK && i < out->n; i++) {
		if (!day_periods_has(chosen, (int)i + 1))
			continue;
		conclude(out, &out->readings[i], &reader->side[i][STACK_BID], &reader->side[i][STACK_OFFER], &reader->offers[i]);
		if (out->readings[i].state != DAY_COMPLETE) /* what is not published has no sum */
			out->prices.at[i + 1].of[SYSTEM_PRICE_STACK] = (struct stack_decimal){0};
		out->readings[n++] = out->readings[i];
	}
	out->n = n;
	return rc;
}
