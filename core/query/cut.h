/* Totals by time, farm and lead party. Numbers are the database's texts, NULL where unknown. */
#ifndef WINDFALL_QUERY_CUT_H
#define WINDFALL_QUERY_CUT_H

#include "core/query/head.h"

struct cut_query {
	const char *epoch_keys, *from, *to;
	const char *interval;          /* half_hour, hour, day, month, year */
	const char *by;                /* none, farm, lead_party */
	const char *farm, *lead_party; /* NULL: all */
	const char *definition;
	const char *miner;  /* NULL: no Bitcoin */
	const char *factor; /* of its Bitcoin and value, a decimal */
	const char *sort;   /* time, curtailed_mwh, payment_gbp */
	bool descending;
	const char *after_place, *after_start, *after_group; /* of the last row before the page; NULL place: from the first */
	const char *day;                                     /* of half_hour and hour: the one settlement date of the page */
	int64_t limit;
};

struct cut_row {
	const char *place, *start, *group; /* the sort key */
	const char *settlement_period, *start_utc, *farm, *farm_name, *lead_party;
	const char *records, *curtailed_mwh, *payment_gbp, *bitcoin_btc, *value_gbp, *value_usd;
	const char *diluted_btc; /* of the whole fleet alone: NULL of a cut or a filter */
	struct head_coverage coverage;
};

enum rc cut_read(struct db *db, const struct cut_query *query, struct head_page *page, struct err *err) MUST_CHECK;
struct cut_row cut_get(const struct head_page *page, int i);

#endif
