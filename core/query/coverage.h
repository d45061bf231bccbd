/* What is known of each day, by source. */
#ifndef WINDFALL_QUERY_COVERAGE_H
#define WINDFALL_QUERY_COVERAGE_H

#include "core/query/head.h"

struct coverage_query {
	const char *epoch_keys, *from, *to;
	const char *source;                   /* NULL: all */
	const char *after_day, *after_source; /* of the last row before the page; NULL: from the first */
	int64_t limit;
};

/* Half hours, or of prices the UTC date. */
struct coverage_row {
	const char *date, *source, *expected, *complete;
	const char *provisional; /* NULL: the source does not tell */
	const char *empty, *missing;
};

enum rc coverage_read(struct db *db, const struct coverage_query *query, struct head_page *page, struct err *err) MUST_CHECK;
struct coverage_row coverage_at(const struct head_page *page, int i);

#endif
