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
