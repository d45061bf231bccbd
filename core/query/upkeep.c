#include "core/query/upkeep.h"

#include "queries.h"

enum rc upkeep_read(struct db *db, struct upkeep *upkeep, struct err *err)
{
	*upkeep = (struct upkeep){0};
	enum rc rc = db_run(db, &queries_upkeep, NULL, &upkeep->counts, err);
	return rc == RC_OK ? db_run(db, &queries_refusals_last, NULL, &upkeep->refusals, err) : rc;
}

void upkeep_free(struct upkeep *upkeep)
{
	db_result_free(upkeep->counts);
	db_result_free(upkeep->refusals);
}

struct upkeep_counts upkeep_counts(const struct upkeep *upkeep)
{
	const struct db_result *r = upkeep->counts;
	return (struct upkeep_counts){db_get(r, 0, 0), db_get(r, 0, 1), db_get(r, 0, 2), db_get(r, 0, 3), db_get(r, 0, 4)};
}

bool upkeep_refusal_at(const struct upkeep *upkeep, int i, struct upkeep_refusal *out)
{
	const struct db_result *r = upkeep->refusals;
	if (i >= db_rows(r))
		return false;
	*out =
	    (struct upkeep_refusal){db_get(r, i, 0), db_get(r, i, 1), db_get(r, i, 2), db_get(r, i, 3), db_get(r, i, 4), db_get_bool(r, i, 5)};
	return true;
}
