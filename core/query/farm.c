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
	NOTIFIED
};

static void open_page(struct farm_page *page)
{
	page->head = head_read(page->rows);
	page->n = db_get(page->rows, 0, ID) ? db_rows(page->rows) : 0; /* a head without farms stands alone */
}

enum rc farm_list(struct db *db, const char *epoch_keys, const char *definition, const char *contains, const char *after, int64_t limit,
                  struct farm_page *page, struct err *err)
{
	char limit_text[24];
	snprintf(limit_text, sizeof limit_text, "%" PRId64, limit);
	const char *params[] = {epoch_keys, definition, contains, after, limit_text};
	*page = (struct farm_page){0};
	enum rc rc = db_run(db, &queries_farms_list, params, &page->rows, err);
	if (rc == RC_OK)
		open_page(page);
	return rc;
}

enum rc farm_get(struct db *db, const char *epoch_keys, const char *definition, const char *id, struct farm_page *page, struct err *err)
{
	*page = (struct farm_page){0};
	enum rc rc = db_run(db, &queries_farm_get, (const char *[]){epoch_keys, definition, id}, &page->rows, err);
	if (rc != RC_OK)
		return rc;
	open_page(page);
	if (page->n > 0)
		page->notified_mwh = db_get(page->rows, 0, NOTIFIED);
	return page->n > 0 ? RC_OK : err_set(err, RC_NOT_FOUND, "There is no wind farm %s.", id);
}

void farm_free(struct farm_page *page)
{
	db_result_free(page->rows);
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

struct farm farm_at(const struct farm_page *page, int i)
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

struct farm_party farm_party_at(const struct farm_page *page, int i)
{
	return (struct farm_party){db_get(page->rows, i, OF_PARTY), db_get(page->rows, i, FROM), db_get(page->rows, i, TO)};
}
