#include "core/model/system_price.h"

static enum rc check(const struct system_price_row *row, int32_t day, const struct system_price_day *out, struct err *err)
{
	if (row->settlement_date != day || row->settlement_period > settlement_periods(day))
		return err_set(err, RC_DATA, "foreign_row: a row is of another day, or of a period %d that the day does not have",
		               row->settlement_period);
	if (out->at[row->settlement_period].published)
		return err_set(err, RC_DATA, "identity_conflict: period %d is there twice", row->settlement_period);
	return RC_OK;
}

enum rc system_price_collect(const struct system_price_row *rows, size_t n, int32_t day, struct system_price_day *out, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct system_price_row *row = &rows[i];
		struct system_price_half_hour *h = &out->at[row->settlement_period];
		enum rc rc = check(row, day, out, err);
		if (rc != RC_OK)
			return rc;
		h->published = true;
		h->of[SYSTEM_PRICE_SELL] = row->sell_gbp_per_mwh;
		h->of[SYSTEM_PRICE_BUY] = row->buy_gbp_per_mwh;
		h->of[SYSTEM_PRICE_ACCEPTED] = row->accepted_bid_mwh;
	}
	return RC_OK;
}

static bool is_news(struct system_price_half_hour *read, const struct system_price_half_hour *known)
{
	bool differs = false;
	for (int c = 0; c < SYSTEM_PRICE_COLUMNS; c++) {
		const struct stack_decimal *old = &known->of[c];
		bool asked = c == SYSTEM_PRICE_STACK ? read->of[c].known : read->published;
		if (!asked)
			read->of[c] = *old;
		differs = differs || read->of[c].known != old->known || read->of[c].nano != old->nano;
	}
	return differs;
}

int system_price_news(struct system_price_day *read, const struct system_price_day *known)
{
	int news = 0;
	for (int period = 1; period <= SETTLEMENT_PERIODS_MAX; period++) {
		read->at[period].published = is_news(&read->at[period], &known->at[period]);
		news += read->at[period].published;
	}
	return news;
}
