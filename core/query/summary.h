/* Daily, monthly and yearly summaries with each miner's figures. Numbers are the database's texts, NULL where unknown. */
#ifndef WINDFALL_QUERY_SUMMARY_H
#define WINDFALL_QUERY_SUMMARY_H

#include "core/query/head.h"

enum summary_interval { SUMMARY_DAILY, SUMMARY_MONTHLY, SUMMARY_YEARLY };

struct summary_query {
	enum summary_interval interval;
	const char *epoch_keys, *from, *to; /* first and last day of the range */
	const char *definition, *miner;     /* NULL: every miner */
	const char *first;                  /* first day of the page */
	int64_t limit;                      /* intervals; 0: the one that begins with from, by itself */
	const char *factor;                 /* of Bitcoin and value, a decimal */
};

struct summary_page {
	struct db_result *rows;
	struct head head;
	int rows_read;
};

struct summary {
	const char *interval; /* YYYY-MM-DD, YYYY-MM or YYYY */
	struct head_coverage coverage;
	const char *revised_at, *records, *farms, *half_hours, *curtailed_mwh, *payment_gbp, *replacement_gbp;
	const char *wind_generation_mwh, *notified_mwh;
	int row, rows; /* its rows, one a miner */
};

struct summary_mining {
	const char *bitcoin_btc, *diluted_btc, *value_gbp, *value_usd;
};

enum rc summary_read(struct db *db, const struct summary_query *query, struct summary_page *page, struct err *err) MUST_CHECK;
void summary_free(struct summary_page *page);

/* The next interval of the page; false past the last. */
bool summary_next(struct summary_page *page, struct summary *summary);

/* A miner's figures; unknown where there are none. */
struct summary_mining summary_find_mining(const struct summary_page *page, const struct summary *summary, const char *miner);

#endif
