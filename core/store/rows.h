/* Many rows in one statement: each column becomes one array parameter, read by unnest(). Caller's storage. */
#ifndef WINDFALL_STORE_ROWS_H
#define WINDFALL_STORE_ROWS_H

#include "core/base/buf.h"
#include "core/base/dec.h"
#include "core/base/err.h"

#define ROWS_COLUMNS_MAX 9

struct rows {
	struct buf column[ROWS_COLUMNS_MAX]; /* array literals, without the closing brace until rows_params */
	int columns;
	size_t n;
};

void rows_init(struct rows *rows, int columns);
void rows_fini(struct rows *rows);
void rows_add(struct rows *rows, const char *const *fields); /* one a column, NULL for SQL NULL; sticky failure */

/* The array literals into params[columns], borrowed from rows; nothing may be added afterwards. RC_FAIL without memory. */
enum rc rows_params(struct rows *rows, const char **params, struct err *err) MUST_CHECK;

/* A decimal of scale as a field. Returns out. */
#define ROWS_NUMBER_MAX (DEC_TEXT_MAX + 1)
const char *rows_number(char out[ROWS_NUMBER_MAX], int64_t units, int scale);

/* Whether what a column of that scale gave, NULL for SQL NULL, is this decimal. */
bool rows_number_is(const char *text, int64_t units, int scale);

#endif
