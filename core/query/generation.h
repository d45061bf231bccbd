/* Wind output of the whole country by interval. */
#ifndef WINDFALL_QUERY_GENERATION_H
#define WINDFALL_QUERY_GENERATION_H

#include "core/query/head.h"

struct generation_query {
	const char *epoch_keys, *from, *to;
	const char *interval;    /* half_hour, hour, day, month, year */
	const char *day;         /* of half_hour and hour: the one settlement date of the page */
	const char *after_start; /* of the last row before the page; NULL: from the first */
	int64_t limit;
};

struct generation_row {
	const char *start, *settlement_period, *start_utc;
	const char *onshore_mwh, *offshore_mwh, *generation_mwh; /* NULL where a half hour is not known */
	struct head_coverage coverage;
};

enum rc generation_list(struct db *db, const struct generation_query *query, struct head_page *page, struct err *err) MUST_CHECK;
struct generation_row generation_at(const struct head_page *page, int i);

#endif
