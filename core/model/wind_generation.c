#include "core/model/wind_generation.h"

#include <string.h>

#include "core/base/dec.h"

#define NANO_SCALE 9
#define QUANTITY_MAX_NANO_MW INT64_C(100000000000000)

static const struct {
	const char *psr_type, *name;
} kinds[WIND_GENERATION_KINDS] = {
    [WIND_GENERATION_ONSHORE] = {"Wind Onshore", "onshore"},
    [WIND_GENERATION_OFFSHORE] = {"Wind Offshore", "offshore"},
};

const char *wind_generation_kind_name(enum wind_generation_kind kind)
{
	return kinds[kind].name;
}

static enum wind_generation_kind kind_of(const struct wind_generation_row *row)
{
	enum wind_generation_kind kind = 0;
	while (kind < WIND_GENERATION_KINDS && (row->psr_type == NULL || strcmp(row->psr_type, kinds[kind].psr_type) != 0))
		kind++;
	return kind;
}

static enum rc check(const struct wind_generation_row *row, struct err *err)
{
	int64_t nano_mw = row->quantity_mw.nano;
	if (row->settlement_period > settlement_periods(row->settlement_date))
		return err_set(err, RC_DATA, "foreign_row: the day has no period %d", row->settlement_period);
	if (nano_mw > QUANTITY_MAX_NANO_MW || nano_mw < -QUANTITY_MAX_NANO_MW)
		return err_set(err, RC_DATA, "quantity_range: %s of period %d is beyond 100000 MW", row->psr_type, row->settlement_period);
	return RC_OK;
}

static enum rc take(const struct wind_generation_row *row, struct wind_generation_figure *figure, struct err *err)
{
	int64_t nano_mwh = 0;
	enum rc rc = check(row, err);
	if (rc != RC_OK || (figure->known && figure->published_utc > row->published_utc))
		return rc;
	if (!dec_mul(row->quantity_mw.nano, NANO_SCALE, 5, 1, NANO_SCALE, &nano_mwh))
		return err_set(err, RC_DATA, "quantity_range: period %d", row->settlement_period);
	if (figure->known && figure->published_utc == row->published_utc && figure->energy_nano_mwh != nano_mwh)
		return err_set(err, RC_DATA, "identity_conflict: two quantities of %s in period %d, published at one moment", row->psr_type,
		               row->settlement_period);
	*figure = (struct wind_generation_figure){true, nano_mwh, row->published_utc};
	return RC_OK;
}

enum rc wind_generation_collect(const struct wind_generation_row *rows, size_t n, int32_t day, struct wind_generation_day *out,
                                struct err *err)
{
	size_t of_day = 0;
	enum rc rc = RC_OK;
	*out = (struct wind_generation_day){0};
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		enum wind_generation_kind kind = kind_of(&rows[i]);
		if (rows[i].settlement_date != day)
			continue;
		of_day++;
		if (kind < WIND_GENERATION_KINDS && rows[i].quantity_mw.known)
			rc = take(&rows[i], &out->at[rows[i].settlement_period][kind], err);
	}
	return rc == RC_OK && n > 0 && of_day == 0 ? err_set(err, RC_DATA, "foreign_row: all %zu rows are of another day", n) : rc;
}

static bool is_news(const struct wind_generation_figure *read, const struct wind_generation_figure *known)
{
	if (!read->known || !known->known)
		return read->known;
	return read->published_utc > known->published_utc ||
	       (read->published_utc == known->published_utc && read->energy_nano_mwh != known->energy_nano_mwh);
}

int wind_generation_news(struct wind_generation_day *read, const struct wind_generation_day *known)
{
	int news = 0;
	for (int period = 1; period <= SETTLEMENT_PERIODS_MAX; period++)
		for (int kind = 0; kind < WIND_GENERATION_KINDS; kind++) {
			struct wind_generation_figure *figure = &read->at[period][kind];
			figure->known = is_news(figure, &known->at[period][kind]);
			news += figure->known;
		}
	return news;
}
