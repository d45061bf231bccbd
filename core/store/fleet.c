#include "core/store/fleet.h"

#include <string.h>

#include "core/base/dec.h"
#include "core/base/tm.h"
#include "core/model/miner.h"
#include "core/store/rows.h"
#include "statements.h"

#define PICO_SCALE 12

enum kept_column { PERIOD, DEFINITION, MINER, BITCOIN_BTC, DILUTED_BTC };

static bool same_number(const char *kept, int64_t pico)
{
	int64_t value = 0;
	return dec_parse(sv_of(kept), PICO_SCALE, &value) && value == pico;
}

static bool same_row(const struct db_result *kept, int row, const struct fleet_day *day, size_t half_hour, int miner)
{
	const struct fleet_half_hour *h = &day->half_hours[half_hour];
	const struct fleet_figure *f = &day->figures[half_hour * (size_t)day->miners + (size_t)miner];
	return row < db_rows(kept) && db_get_int(kept, row, PERIOD) == h->period && strcmp(db_get(kept, row, DEFINITION), h->definition) == 0 &&
	       strcmp(db_get(kept, row, MINER), miner_list[miner].id) == 0 &&
	       same_number(db_get(kept, row, BITCOIN_BTC), f->bitcoin_pico_btc) &&
	       same_number(db_get(kept, row, DILUTED_BTC), f->diluted_pico_btc);
}

void fleet_compare(const struct db_result *kept, const struct fleet_day *day, struct day_periods *differ)
{
	int row = 0;
	size_t i = 0;
	for (int period = 1; period <= SETTLEMENT_PERIODS_MAX; period++) {
		bool same = true;
		for (; i < day->n && day->half_hours[i].period == period; i++)
			for (int m = 0; same && m < day->miners; m++) {
				same = same_row(kept, row, day, i, m);
				row += same;
			}
		for (; row < db_rows(kept) && db_get_int(kept, row, PERIOD) <= period; row++)
			same = false;
		differ->at[period] |= !same;
	}
}

static enum rc copy_half_hour(struct db *db, int32_t day_number, const struct fleet_day *day, size_t half_hour, struct err *err)
{
	char date[TM_TEXT_MAX], start[TM_TEXT_MAX], period[ROWS_NUMBER_MAX], bitcoin[ROWS_NUMBER_MAX], diluted[ROWS_NUMBER_MAX];
	const struct fleet_half_hour *h = &day->half_hours[half_hour];
	const struct fleet_figure *figures = &day->figures[half_hour * (size_t)day->miners];
	(void)tm_format_day(date, day_number);
	(void)tm_format_utc(start, settlement_start_utc(day_number, h->period));
	(void)rows_number(period, h->period, 0);
	enum rc rc = RC_OK;
	for (int m = 0; rc == RC_OK && m < day->miners; m++) {
		const char *const fields[] = {
		    date,
		    period,
		    start,
		    h->definition,
		    miner_list[m].id,
		    rows_number(bitcoin, figures[m].bitcoin_pico_btc, PICO_SCALE),
		    rows_number(diluted, figures[m].diluted_pico_btc, PICO_SCALE),
		};
		rc = db_copy_row(db, fields, sizeof(fields) / sizeof(fields[0]), err);
	}
	return rc;
}

enum rc fleet_write(struct db *db, int32_t day_number, const struct fleet_day *day, const struct day_periods *chosen, struct err *err)
{
	enum rc rc = db_copy_begin(db, &statements_fleet_copy, err);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < day->n; i++)
		if (chosen->at[day->half_hours[i].period])
			rc = copy_half_hour(db, day_number, day, i, err);
	return rc == RC_OK ? db_copy_end(db, err) : rc;
}
