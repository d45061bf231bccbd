/* Wind farms (BM units) with their totals of all days. */
#ifndef WINDFALL_QUERY_FARM_H
#define WINDFALL_QUERY_FARM_H

#include "core/query/head.h"

/* Of all days, or of those of a party. */
struct farm_totals {
	const char *first_curtailment, *last_curtailment, *records, *curtailed_mwh, *payment_gbp;
};

#define FARM_TOTALS_COLUMNS 5

struct farm {
	const char *id, *name, *lead_party, *lead_party_id, *national_grid_id, *fuel_type, *generation_capacity_mw;
	const char *first_register, *last_register;
	struct farm_totals totals;
};

/* Of the days whose notifications are read, from the farm's first on. */
struct farm_notified {
	const char *notified_mwh, *curtailed_mwh;
};

struct farm_party {
	const char *lead_party, *from, *to; /* days; NULL: since ever, until now */
};

/* Farms whose id is past after (NULL: from the first), that hold the text contains (NULL: all). */
enum rc farm_list(struct db *db, const char *epoch_keys, const char *definition, const char *contains, const char *after, int64_t limit,
                  struct head_page *page, struct err *err) MUST_CHECK;

/* One farm, a row of the page a party of it; RC_NOT_FOUND where id is no wind unit. */
enum rc farm_get(struct db *db, const char *epoch_keys, const char *definition, const char *id, struct head_page *page,
                 struct err *err) MUST_CHECK;
struct farm farm_at(const struct head_page *page, int i);

/* Of the one farm; NULL where a day's is not known. */
struct farm_notified farm_read_notified(const struct head_page *page);
struct farm_party farm_party_at(const struct head_page *page, int i);

/* FARM_TOTALS_COLUMNS from the given one on. */
struct farm_totals farm_read_totals(const struct db_result *rows, int row, int column);

#endif
