#include "core/query/head.h"

#include "queries.h"

struct head_coverage head_read_coverage(const struct db_result *rows, int row, int column)
{
	return (struct head_coverage){
	    .expected = db_get_int(rows, row, column),
	    .complete = db_get_int(rows, row, column + 1),
	    .provisional = db_get_int(rows, row, column + 2),
	};
}

struct head head_read(const struct db_result *rows)
{
	return (struct head){
	    .epoch = db_get(rows, 0, 0),
	    .data_source = db_get(rows, 0, 1),
	    .coverage = head_read_coverage(rows, 0, 2),
	    .revised_at = db_get(rows, 0, 5),
	};
}

enum rc head_read_page(struct db *db, const struct db_stmt *stmt, const char *const *params, int key, struct head_page *page,
                       struct err *err)
{
	*page = (struct head_page){0};
	enum rc rc = db_run(db, stmt, params, &page->rows, err);
	if (rc != RC_OK)
		return rc;
	page->head = head_read(page->rows);
	page->n = db_get(page->rows, 0, key) ? db_rows(page->rows) : 0;
	return RC_OK;
}

void head_free_page(struct head_page *page)
{
	db_result_free(page->rows);
}

enum rc head_read_epochs(struct db *db, const char *epoch_keys, struct db_result **rows, const char **epoch, struct err *err)
{
	enum rc rc = db_run(db, &queries_epochs, (const char *[]){epoch_keys}, rows, err);
	if (rc == RC_OK)
		*epoch = db_get(*rows, 0, 0);
	return rc;
}

enum rc head_read_instance(struct db *db, const char *epoch_keys, struct db_result **rows, struct head *head, struct err *err)
{
	enum rc rc = db_run(db, &queries_instance, (const char *[]){epoch_keys}, rows, err);
	if (rc == RC_OK)
		*head = (struct head){.epoch = db_get(*rows, 0, 0), .data_source = db_get(*rows, 0, 1), .revised_at = db_get(*rows, 0, 2)};
	return rc;
}

enum rc head_ping(struct db *db, struct err *err)
{
	return db_run(db, &queries_ping, NULL, NULL, err);
}
