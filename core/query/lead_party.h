/* Lead parties of wind farms, with the totals of their units while they were theirs. Units without a party are one of its own: "". */
#ifndef WINDFALL_QUERY_LEAD_PARTY_H
#define WINDFALL_QUERY_LEAD_PARTY_H

#include "core/query/farm.h"

struct lead_party {
	const char *group;                  /* its place in the order: the name, or "" */
	const char *name;                   /* NULL: none */
	const char *farms;                  /* units that are or were its own */
	const char *generation_capacity_mw; /* of those that are; NULL where one's is unknown */
	struct farm_totals totals;
};

/* A time that a unit was of the party. */
struct lead_party_stay {
	const char *farm, *name, *generation_capacity_mw;
	const char *from, *to; /* days; NULL: since ever, until now */
	struct farm_totals totals;
};

/* Parties past after (NULL: from the first), whose name holds the text contains (NULL: all). */
enum rc lead_party_list(struct db *db, const char *epoch_keys, const char *definition, const char *contains, const char *after,
                        int64_t limit, struct head_page *page, struct err *err) MUST_CHECK;

/* One party by its exact name, or "", a row of the page a stay of a unit; RC_NOT_FOUND where no wind unit was ever its own. */
enum rc lead_party_get(struct db *db, const char *epoch_keys, const char *definition, const char *name, struct head_page *page,
                       struct err *err) MUST_CHECK;
struct lead_party lead_party_at(const struct head_page *page, int i);
struct lead_party_stay lead_party_stay_at(const struct head_page *page, int i);

#endif
