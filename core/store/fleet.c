#include "core/store/fleet.h"

#include <string.h>

#include "core/io/db_row.h"
#include "core/model/miner.h"
#include "core/store/rows.h"
#include "statements.h"

#define PICO_SCALE 12
#define COPIED_COLUMNS 7

enum kept_column { PERIOD, DEFINITION, MINER, BITCOIN_BTC, DILUTED_BTC };

static bool same_row(const struct db_result *kept, int row, const struct fleet_day *day, size_t half_hour, int miner)
{
	const struct fleet_half_hour *h = &day->half_hours[half_hour];
	const struct fleet_figure *f = &day->figures[half_hour * (size_t)day->miners + (size_t)miner];
	return row < db_rows(kept) && db_get_int(kept, row, PERIOD) == h->period && strcmp(db_get(kept, row, DEFINITION), h->definition) == 0 &&
	       strcmp(db_get(kept, row, MINER), miner_list[miner].id) == 0 &&
	       rows_number_is(db_get(kept, row, BITCOIN_BTC), f->bitcoin_pico_btc, PICO_SCALE) &&
	       rows_number_is(db_get(kept, row, DILUTED_BTC), f->diluted_pico_btc, PICO_SCALE);
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

/* In the order of fleet_copy. */
static void add_row(struct buf *row, int32_t day_number, const struct fleet_half_hour *h, const char *miner, const struct fleet_figure *f)
{
	db_row_date(row, day_number);
	db_row_smallint(row, h->period);
	db_row_timestamptz(row, settlement_start_utc(day_number, h->period));
	db_row_text(row, h->definition);
	db_row_text(row, miner);
	db_row_numeric(row, f->bitcoin_pico_btc, PICO_SCALE);
	db_row_numeric(row, f->diluted_pico_btc, PICO_SCALE);
}

static enum rc copy_half_hour(struct db *db, int32_t day_number, const struct fleet_day *day, size_t half_hour, struct err *err)
{
	const struct fleet_figure *figures = &day->figures[half_hour * (size_t)day->miners];
	enum rc rc = RC_OK;
	for (int m = 0; rc == RC_OK && m < day->miners; m++) {
		struct buf *row = NULL;
		rc = db_copy_row(db, COPIED_COLUMNS, &row, err);
		if (rc == RC_OK)
			add_row(row, day_number, &day->half_hours[half_hour], miner_list[m].id, &figures[m]);
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
