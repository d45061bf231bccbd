/* What every page of figures begins with, read in the snapshot of its rows (api.page_head). Texts live as long as the result. */
#ifndef WINDFALL_QUERY_HEAD_H
#define WINDFALL_QUERY_HEAD_H

#include "core/io/db.h"

struct head_coverage { /* half hours */
	int64_t expected, complete, provisional;
};

struct head {
	const char *epoch;
	const char *data_source;       /* NULL: nothing was ever stored */
	struct head_coverage coverage; /* of the whole range */
	const char *revised_at;        /* UTC; NULL: unknown */
};

#define HEAD_COLUMNS 6

struct head_page {
	struct db_result *rows;
	struct head head;
	int n; /* rows; 0 where the head stands alone */
};

/* Runs a statement that gives head and rows; every row has the key column. */
enum rc head_read_page(struct db *db, const struct db_stmt *stmt, const char *const *params, int key, struct head_page *page,
                       struct err *err) MUST_CHECK;
void head_free_page(struct head_page *page);

struct head head_read(const struct db_result *rows);

/* Three columns from the given one on. */
struct head_coverage head_read_coverage(const struct db_result *rows, int row, int column);

/* The epochs of an array literal of groups ("{ranges,units}"), where no page is read; the caller frees rows. */
enum rc head_read_epochs(struct db *db, const char *epoch_keys, struct db_result **rows, const char **epoch, struct err *err) MUST_CHECK;

/* Epochs, data source and time of the last change alone, for a page without figures. */
enum rc head_read_instance(struct db *db, const char *epoch_keys, struct db_result **rows, struct head *head, struct err *err) MUST_CHECK;

enum rc head_ping(struct db *db, struct err *err) MUST_CHECK;

#endif
