#include "core/ingest/check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/model/curtailment.h"

#define NANO INT64_C(1000000000)
#define VOLUME_MAX_NANO_MWH (10000 * NANO) /* of a half hour */
#define PRICE_MAX_NANO (100000 * NANO)     /* GBP a MWh */

enum rc check_rows(const struct stack_row *rows, size_t n, int32_t day, int period, struct err *err)
{
	char date[TM_TEXT_MAX];
	for (size_t i = 0; i < n; i++)
		if (rows[i].settlement_date != day || rows[i].settlement_period != period)
			return err_set(err, RC_DATA, "foreign_row: row %zu is of %s period %d", i + 1, tm_format_day(date, rows[i].settlement_date),
			               rows[i].settlement_period);
	return RC_OK;
}

static const char *shown_id(const struct stack_row *row)
{
	return row->id == NULL ? "no unit" : row->id;
}

static bool in_range(const struct stack_decimal *price)
{
	return !price->known || (price->nano >= -PRICE_MAX_NANO && price->nano <= PRICE_MAX_NANO);
}

static enum rc check_ranges(const struct stack_row *row, struct err *err)
{
	if (row->volume_nano_mwh < -VOLUME_MAX_NANO_MWH || row->volume_nano_mwh > VOLUME_MAX_NANO_MWH)
		return err_set(err, RC_DATA, "volume_range: %s has %" PRId64 " MWh in half an hour", shown_id(row), row->volume_nano_mwh / NANO);
	if (!in_range(&row->original_price) || !in_range(&row->final_price) || !in_range(&row->reserve_scarcity_price))
		return err_set(err, RC_DATA, "price_range: %s has a price beyond 100000 GBP/MWh", shown_id(row));
	return RC_OK;
}

static int compare_numbers(const struct stack_number *a, const struct stack_number *b)
{
	if (!a->known || !b->known)
		return (int)a->known - (int)b->known;
	return (a->value > b->value) - (a->value < b->value);
}

static int compare_ids(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int compare_identity(const void *left, const void *right)
{
	const struct stack_row *a = *(const struct stack_row *const *)left, *b = *(const struct stack_row *const *)right;
	int order = compare_ids(a->id, b->id);
	if (order == 0)
		order = compare_numbers(&a->acceptance_id, &b->acceptance_id);
	if (order == 0)
		order = compare_numbers(&a->bid_offer_pair_id, &b->bid_offer_pair_id);
	return order != 0 ? order : (a->sequence_number > b->sequence_number) - (a->sequence_number < b->sequence_number);
}

static bool same_decimal(const struct stack_decimal *a, const struct stack_decimal *b)
{
	return a->known == b->known && (!a->known || a->nano == b->nano);
}

/* Twins by identity that also agree in everything a record keeps. */
static bool same_figures(const struct stack_row *a, const struct stack_row *b)
{
	return a->volume_nano_mwh == b->volume_nano_mwh && a->so_flag == b->so_flag && a->cadl_flag == b->cadl_flag &&
	       a->stor_provider_flag == b->stor_provider_flag && a->repriced_indicator == b->repriced_indicator &&
	       same_decimal(&a->original_price, &b->original_price) && same_decimal(&a->final_price, &b->final_price) &&
	       same_decimal(&a->reserve_scarcity_price, &b->reserve_scarcity_price);
}

/* Sorts *n pointers by identity and leaves each once. */
static enum rc sort_once(const struct stack_row **rows, size_t *n, struct check_counts *counts, struct err *err)
{
	size_t kept = 0;
	if (*n > 1)
		qsort(rows, *n, sizeof(*rows), compare_identity);
	for (size_t i = 0; i < *n; i++) {
		bool twin = kept > 0 && compare_identity(&rows[kept - 1], &rows[i]) == 0;
		if (twin && !same_figures(rows[kept - 1], rows[i]))
			return err_set(err, RC_DATA, "identity_conflict: two rows of %s with sequence number %" PRId64 " differ", shown_id(rows[i]),
			               rows[i]->sequence_number);
		counts->duplicates += twin;
		if (!twin)
			rows[kept++] = rows[i];
	}
	*n = kept;
	return RC_OK;
}

static struct unknown_volume *add_unknown(struct check_counts *counts, const struct stack_row *row, struct arena *arena)
{
	struct unknown_volume *grown = arena_grow(arena, counts->unknown, counts->n_unknown, &counts->unknown_cap, sizeof(*grown));
	if (grown == NULL)
		return NULL;
	counts->unknown = grown;
	grown += counts->n_unknown++;
	*grown = (struct unknown_volume){.period = row->settlement_period};
	sv_copy_plain(row->id == NULL ? "" : row->id, grown->id, sizeof(grown->id));
	return grown;
}

/* Notes the volume of each id that no register names, each identity once. No reason to refuse: one beyond range is the most that fits. */
static bool note_unknown(const struct stack_row **rows, size_t n, struct arena *arena, struct check_counts *counts)
{
	struct unknown_volume *volume = NULL;
	counts->unknown_ids += (int64_t)n;
	if (n > 1)
		qsort(rows, n, sizeof(*rows), compare_identity);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && compare_identity(&rows[i - 1], &rows[i]) == 0)
			continue;
		if (i == 0 || compare_ids(rows[i - 1]->id, rows[i]->id) != 0)
			volume = add_unknown(counts, rows[i], arena);
		if (volume == NULL)
			return false;
		if (!num_add(&volume->volume_nano_mwh, llabs(rows[i]->volume_nano_mwh)))
			volume->volume_nano_mwh = INT64_MAX;
	}
	return true;
}

/* The rows of wind units, or of all others, each identity once. */
static enum rc select_rows(const struct stack_row *rows, size_t n, bool wind, const struct register_units *units, struct arena *arena,
                           const struct stack_row ***selected, size_t *n_selected, struct check_counts *counts, struct err *err)
{
	const struct stack_row **unknown = arena_alloc(arena, (n + 1) * sizeof(*unknown));
	size_t n_unknown = 0;
	*selected = arena_alloc(arena, (n + 1) * sizeof(**selected));
	*n_selected = 0;
	if (unknown == NULL || *selected == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu rows", n);
	counts->rows += (int64_t)n;
	for (size_t i = 0; i < n; i++) {
		enum register_kind kind = register_find(units, rows[i].id);
		if (kind == REGISTER_UNKNOWN)
			unknown[n_unknown++] = &rows[i];
		if ((kind == REGISTER_WIND) == wind)
			(*selected)[(*n_selected)++] = &rows[i];
	}
	if (!note_unknown(unknown, n_unknown, arena, counts))
		return err_set(err, RC_FAIL, "out of memory for unknown ids");
	return sort_once(*selected, n_selected, counts, err);
}

static bool keep_record(const struct stack_row *row, const struct register_units *units, struct arena *arena, struct day_record *record)
{
	struct stack_row *copy = arena_alloc(arena, sizeof(*copy));
	if (copy == NULL)
		return false;
	*copy = *row;
	copy->id = register_intern(units, row->id);
	record->row = copy;
	record->payment_known = curtailment_payment(row, &record->payment_micro_gbp);
	return true;
}

enum rc check_records(const struct stack_row *rows, size_t n, const struct register_units *units, struct arena *arena,
                      struct day_record **records, size_t *n_records, struct check_counts *counts, struct err *err)
{
	const struct stack_row **wind;
	size_t n_wind;
	enum rc rc = select_rows(rows, n, true, units, arena, &wind, &n_wind, counts, err);
	*records = arena_alloc(arena, (n_wind + 1) * sizeof(**records));
	*n_records = 0;
	if (rc == RC_OK && *records == NULL)
		rc = err_set(err, RC_FAIL, "out of memory for %zu rows", n);
	for (size_t i = 0; rc == RC_OK && i < n_wind; i++) {
		if (!curtailment_counts(wind[i], STACK_BID))
			continue;
		rc = check_ranges(wind[i], err);
		if (rc == RC_OK && !keep_record(wind[i], units, arena, &(*records)[(*n_records)++]))
			rc = err_set(err, RC_FAIL, "out of memory for %zu rows", n);
	}
	return rc;
}

enum rc check_offers(const struct stack_row *rows, size_t n, const struct register_units *units, struct arena *arena,
                     struct replacement_offer **offers, size_t *n_offers, struct check_counts *counts, struct err *err)
{
	const struct stack_row **other;
	size_t n_other;
	enum rc rc = select_rows(rows, n, false, units, arena, &other, &n_other, counts, err);
	*offers = arena_alloc(arena, (n_other + 1) * sizeof(**offers));
	*n_offers = 0;
	if (rc == RC_OK && *offers == NULL)
		rc = err_set(err, RC_FAIL, "out of memory for %zu rows", n);
	for (size_t i = 0; rc == RC_OK && i < n_other; i++) {
		const struct stack_row *row = other[i];
		if (!replacement_counts(row))
			continue;
		rc = check_ranges(row, err);
		(*offers)[(*n_offers)++] = (struct replacement_offer){.so_flagged = row->so_flag == STACK_FLAG_TRUE,
		                                                      .sequence_number = row->sequence_number,
		                                                      .position = (size_t)(row - rows),
		                                                      .volume_nano_mwh = row->volume_nano_mwh,
		                                                      .price = row->original_price};
	}
	replacement_sort(*offers, *n_offers);
	return rc;
}

static void add_number(struct buf *b, bool known, int64_t value)
{
	if (known)
		buf_addf(b, "|%" PRId64, value);
	else
		buf_add_str(b, "|-");
}

static void add_canonical(struct buf *b, const struct day_record *record)
{
	const struct stack_row *r = record->row;
	buf_add_str(b, r->id);
	add_number(b, r->acceptance_id.known, r->acceptance_id.value);
	add_number(b, r->bid_offer_pair_id.known, r->bid_offer_pair_id.value);
	add_number(b, true, r->sequence_number);
	add_number(b, r->so_flag != STACK_FLAG_NULL, r->so_flag == STACK_FLAG_TRUE);
	add_number(b, r->cadl_flag != STACK_FLAG_NULL, r->cadl_flag == STACK_FLAG_TRUE);
	add_number(b, r->stor_provider_flag != STACK_FLAG_NULL, r->stor_provider_flag == STACK_FLAG_TRUE);
	add_number(b, r->repriced_indicator != STACK_FLAG_NULL, r->repriced_indicator == STACK_FLAG_TRUE);
	add_number(b, true, r->volume_nano_mwh);
	add_number(b, r->original_price.known, r->original_price.nano);
	add_number(b, r->final_price.known, r->final_price.nano);
	add_number(b, r->reserve_scarcity_price.known, r->reserve_scarcity_price.nano);
	buf_add_char(b, '\n');
}

enum rc check_digest(const struct day_record *records, size_t n, char hex[DIGEST_HEX_SIZE], struct err *err)
{
	struct buf text;
	buf_init(&text, LIMIT_REPLY_BYTES);
	for (size_t i = 0; i < n; i++)
		add_canonical(&text, &records[i]);
	bool ok = buf_ok(&text) && digest_sha256_hex(buf_sv(&text), hex);
	buf_fini(&text);
	return ok ? RC_OK : err_set(err, RC_FAIL, "no digest of %zu records", n);
}
