#include "core/query/farm.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum {
	ID = HEAD_COLUMNS,
	NAME,
	PARTY,
	PARTY_ID,
	GRID_ID,
	FUEL,
	CAPACITY,
	FIRST_REGISTER,
	LAST_REGISTER,
	TOTALS,
	OF_PARTY = TOTALS + FARM_TOTALS_COLUMNS,
	FROM,
	TO,
	NOTIFIED,
	CURTAILED_OF_NOTIFIED
};

enum rc farm_list(struct db *db, const char *epoch_keys, const char *definition, const char *contains, const char *after, int64_t limit,
                  struct head_page *page, struct err *err)
{
	char limit_text[24];
	snprintf(limit_text, sizeof limit_text, "%" PRId64, limit);
	const char *params[] = {epoch_keys, definition, contains, after, limit_text};
	return head_read_page(db, &queries_farms_list, params, ID, page, err);
}

enum rc farm_get(struct db *db, const char *epoch_keys, const char *definition, const char *id, struct head_page *page, struct err *err)
{
	enum rc rc = head_read_page(db, &queries_farm_get, (const char *[]){epoch_keys, definition, id}, ID, page, err);
	return rc != RC_OK || page->n > 0 ? rc : err_set(err, RC_NOT_FOUND, "There is no wind farm %s.", id);
}

struct farm_totals farm_read_totals(const struct db_result *rows, int row, int column)
{
	return (struct farm_totals){
	    .first_curtailment = db_get(rows, row, column),
	    .last_curtailment = db_get(rows, row, column + 1),
	    .records = db_get(rows, row, column + 2),
	    .curtailed_mwh = db_get(rows, row, column + 3),
	    .payment_gbp = db_get(rows, row, column + 4),
	};
}

struct farm farm_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct farm){
	    .id = db_get(r, i, ID),
	    .name = db_get(r, i, NAME),
	    .lead_party = db_get(r, i, PARTY),
	    .lead_party_id = db_get(r, i, PARTY_ID),
	    .national_grid_id = db_get(r, i, GRID_ID),
	    .fuel_type = db_get(r, i, FUEL),
	    .generation_capacity_mw = db_get(r, i, CAPACITY),
	    .first_register = db_get(r, i, FIRST_REGISTER),
	    .last_register = db_get(r, i, LAST_REGISTER),
	    .totals = farm_read_totals(r, i, TOTALS),
	};
}

struct farm_notified farm_read_notified(const struct head_page *page)
{
	return (struct farm_notified){db_get(page->rows, 0, NOTIFIED), db_get(page->rows, 0, CURTAILED_OF_NOTIFIED)};
}

struct farm_party farm_party_at(const struct head_page *page, int i)
{
	return (struct farm_party){db_get(page->rows, i, OF_PARTY), db_get(page->rows, i, FROM), db_get(page->rows, i, TO)};
}
