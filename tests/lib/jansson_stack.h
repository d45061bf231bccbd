/* A settlement stack as jansson reads it: a second opinion on parse_stack, and the other side of its benchmark. */
#ifndef WINDFALL_TESTS_JANSSON_STACK_H
#define WINDFALL_TESTS_JANSSON_STACK_H

#include <jansson.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/base/tm.h"
#include "core/model/stack_row.h"

enum jansson_field_kind {
	JANSSON_DAY,
	JANSSON_PERIOD,
	JANSSON_UTC,
	JANSSON_INT,
	JANSSON_NUMBER,
	JANSSON_NAME,
	JANSSON_FLAG,
	JANSSON_NANO,
	JANSSON_VOLUME
};

static const struct jansson_field {
	const char *name;
	enum jansson_field_kind kind;
	size_t offset; /* in struct stack_row */
} jansson_fields[] = {
    {"settlementDate", JANSSON_DAY, offsetof(struct stack_row, settlement_date)},
    {"settlementPeriod", JANSSON_PERIOD, offsetof(struct stack_row, settlement_period)},
    {"startTime", JANSSON_UTC, offsetof(struct stack_row, start_utc)},
    {"sequenceNumber", JANSSON_INT, offsetof(struct stack_row, sequence_number)},
    {"id", JANSSON_NAME, offsetof(struct stack_row, id)},
    {"acceptanceId", JANSSON_NUMBER, offsetof(struct stack_row, acceptance_id)},
    {"bidOfferPairId", JANSSON_NUMBER, offsetof(struct stack_row, bid_offer_pair_id)},
    {"cadlFlag", JANSSON_FLAG, offsetof(struct stack_row, cadl_flag)},
    {"soFlag", JANSSON_FLAG, offsetof(struct stack_row, so_flag)},
    {"storProviderFlag", JANSSON_FLAG, offsetof(struct stack_row, stor_provider_flag)},
    {"repricedIndicator", JANSSON_FLAG, offsetof(struct stack_row, repriced_indicator)},
    {"reserveScarcityPrice", JANSSON_NANO, offsetof(struct stack_row, reserve_scarcity_price)},
    {"originalPrice", JANSSON_NANO, offsetof(struct stack_row, original_price)},
    {"volume", JANSSON_VOLUME, offsetof(struct stack_row, volume_nano_mwh)},
    {"dmatAdjustedVolume", JANSSON_NANO, offsetof(struct stack_row, dmat_adjusted_volume)},
    {"arbitrageAdjustedVolume", JANSSON_NANO, offsetof(struct stack_row, arbitrage_adjusted_volume)},
    {"nivAdjustedVolume", JANSSON_NANO, offsetof(struct stack_row, niv_adjusted_volume)},
    {"parAdjustedVolume", JANSSON_NANO, offsetof(struct stack_row, par_adjusted_volume)},
    {"finalPrice", JANSSON_NANO, offsetof(struct stack_row, final_price)},
    {"transmissionLossMultiplier", JANSSON_NANO, offsetof(struct stack_row, transmission_loss_multiplier)},
    {"tlmAdjustedVolume", JANSSON_NANO, offsetof(struct stack_row, tlm_adjusted_volume)},
    {"tlmAdjustedCost", JANSSON_NANO, offsetof(struct stack_row, tlm_adjusted_cost)},
};
#define JANSSON_FIELDS (sizeof(jansson_fields) / sizeof(jansson_fields[0]))

/* A field's value: the text of a string, a number, a flag as 0 or 1; type JSON_NULL where it is null or not there. */
struct jansson_value {
	json_type type;
	const char *text;
	double number;
};

static inline void jansson_read_row(const json_t *row, struct jansson_value values[JANSSON_FIELDS])
{
	for (size_t i = 0; i < JANSSON_FIELDS; i++) {
		const json_t *value = json_object_get(row, jansson_fields[i].name);
		values[i] = (struct jansson_value){.type = value == NULL ? JSON_NULL : json_typeof(value)};
		values[i].text = json_string_value(value);
		values[i].number = json_is_true(value) ? 1 : json_number_value(value);
	}
}

/* The decimal is the double's value, rounded to 9 places. */
static inline bool jansson_is_nano(double number, int64_t nano)
{
	return fabs(number - (double)nano / 1e9) <= 0.5e-9 + fabs(number) * 0x1p-51;
}

static inline bool jansson_is_id(const struct jansson_value *value, const char *id)
{
	char digits[32];
	if (value->type == JSON_NULL || id == NULL)
		return value->type == JSON_NULL && id == NULL;
	(void)snprintf(digits, sizeof(digits), "%.0f", value->number);
	return strcmp(value->type == JSON_STRING ? value->text : digits, id) == 0;
}

static inline bool jansson_is_time(const struct jansson_value *value, enum jansson_field_kind kind, const void *at)
{
	char day[TM_TEXT_MAX], utc[TM_TEXT_MAX];
	if (value->type != JSON_STRING)
		return false;
	if (kind == JANSSON_DAY)
		return strcmp(tm_format_day(day, *(const int32_t *)at), value->text) == 0;
	return strncmp(tm_format_utc(utc, *(const int64_t *)at), value->text, sizeof("2025-04-01T00:00") - 1) == 0;
}

/* Whether a row's field has the value that jansson read. */
static inline bool jansson_agrees(const struct stack_row *row, const struct jansson_field *field, const struct jansson_value *value)
{
	const void *at = (const char *)row + field->offset;
	const struct stack_number *number = at;
	const struct stack_decimal *decimal = at;
	bool known = value->type != JSON_NULL;
	switch (field->kind) {
	case JANSSON_DAY:
	case JANSSON_UTC:
		return jansson_is_time(value, field->kind, at);
	case JANSSON_PERIOD:
		return value->number == *(const int *)at;
	case JANSSON_INT:
		return value->number == (double)*(const int64_t *)at;
	case JANSSON_NUMBER:
		return number->known == known && (!known || value->number == (double)number->value);
	case JANSSON_NAME:
		return jansson_is_id(value, row->id);
	case JANSSON_FLAG:
		return *(const enum stack_flag *)at == (!known ? STACK_FLAG_NULL : value->number == 1 ? STACK_FLAG_TRUE : STACK_FLAG_FALSE);
	case JANSSON_NANO:
		return decimal->known == known && (!known || jansson_is_nano(value->number, decimal->nano));
	default:
		return jansson_is_nano(value->number, *(const int64_t *)at);
	}
}

/* What jansson refuses for a reason that is no fault of grammar: a number too large for a double, a NUL, a depth. */
static inline bool jansson_is_grammar(const json_error_t *error)
{
	enum json_error_code code = json_error_code(error);
	return code == json_error_invalid_syntax || code == json_error_invalid_utf8 || code == json_error_premature_end_of_input ||
	       code == json_error_end_of_input_expected;
}

#endif
