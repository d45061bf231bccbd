#include "core/query/lead_party.h"

#include <inttypes.h>
#include <stdio.h>

#include "queries.h"

enum {
	GROUP = HEAD_COLUMNS,
	NAME,
	FARMS,
	CAPACITY,
	TOTALS,
	STAY_FARM = TOTALS + FARM_TOTALS_COLUMNS,
	STAY_NAME,
	STAY_CAPACITY,
	STAY_FROM,
	STAY_TO,
	STAY_TOTALS
};

enum rc lead_party_list(struct db *db, const char *epoch_keys, const char *definition, const char *contains, const char *after,
                        int64_t limit, struct head_page *page, struct err *err)
{
	char limit_text[24];
	snprintf(limit_text, sizeof limit_text, "%" PRId64, limit);
	const char *params[] = {epoch_keys, definition, contains, after, limit_text};
	return head_read_page(db, &queries_lead_parties_list, params, GROUP, page, err);
}

enum rc lead_party_get(struct db *db, const char *epoch_keys, const char *definition, const char *name, struct head_page *page,
                       struct err *err)
{
	enum rc rc = head_read_page(db, &queries_lead_party_get, (const char *[]){epoch_keys, definition, name}, STAY_FARM, page, err);
	if (rc != RC_OK || page->n > 0)
		return rc;
	return err_set(err, RC_NOT_FOUND, "There is no lead party %s of a wind farm.", name);
}

struct lead_party lead_party_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct lead_party){
	    .group = db_get(r, i, GROUP),
	    .name = db_get(r, i, NAME),
	    .farms = db_get(r, i, FARMS),
	    .generation_capacity_mw = db_get(r, i, CAPACITY),
	    .totals = farm_read_totals(r, i, TOTALS),
	};
}

struct lead_party_stay lead_party_stay_at(const struct head_page *page, int i)
{
	const struct db_result *r = page->rows;
	return (struct lead_party_stay){
	    .farm = db_get(r, i, STAY_FARM),
	    .name = db_get(r, i, STAY_NAME),
	    .generation_capacity_mw = db_get(r, i, STAY_CAPACITY),
	    .from = db_get(r, i, STAY_FROM),
	    .to = db_get(r, i, STAY_TO),
	    .totals = farm_read_totals(r, i, STAY_TOTALS),
	};
}
