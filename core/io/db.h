/* PostgreSQL through prepared statements from the generated tables: no SQL text passes through here but migrations. */
#ifndef WINDFALL_IO_DB_H
#define WINDFALL_IO_DB_H

#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"

struct db;
struct db_result;

/* One statement of sql/queries or sql/statements, generated from its file. index is unique in the program. */
struct db_stmt {
	int index;
	const char *name; /* file name without .sql, the prepared statement's name */
	const char *text;
	int params;
	bool planned_anew; /* at each call, for its values; else prepared once a connection */
};

/* No connection is made yet: the first statement connects, and a lost connection is made anew by the next.
 * timeout_ms bounds each statement and the connecting; 0: none. */
enum rc db_open(struct db **db, const char *dsn, int timeout_ms, struct err *err) MUST_CHECK;
void db_close(struct db *db);             /* NULL is fine */
int64_t db_failures(const struct db *db); /* statements that failed since db_open; NULL: 0 */

/* Runs a statement; params are texts, NULL for SQL NULL, in the file's order. Retried once where a kept connection proves dead before any
 * row and no transaction is open. RC_UNAVAILABLE: no server; RC_TIMEOUT: cancelled at the deadline; else RC_FAIL with the server's words.
 * A transaction whose connection was lost fails on until db_rollback. result may be NULL where no rows are wanted; else the caller ends
 * it with db_result_free. */
enum rc db_run(struct db *db, const struct db_stmt *stmt, const char *const *params, struct db_result **result, struct err *err) MUST_CHECK;

#define DB_ASKED_MAX 64
#define DB_NOT_ASKED (-1)

/* Statements of several callers in one trip. From db_ask_begin on, db_run fails: it sends the first statement at most, where the connection
 * knows it already. db_ask_end gives the ticket of what was sent. After db_expect, in the order of the tickets, the next db_run takes the
 * result of that; where it has none but an error, it runs its statement as ever. */
void db_ask_begin(struct db *db);
int db_ask_end(struct db *db);
void db_expect(struct db *db, int ticket);

void db_result_free(struct db_result *r);
int db_rows(const struct db_result *r);
int db_columns(const struct db_result *r);
const char *db_get(const struct db_result *r, int row, int column); /* NULL for SQL NULL */
int64_t db_get_int(const struct db_result *r, int row, int column); /* of an integer column; 0 for NULL */
bool db_get_bool(const struct db_result *r, int row, int column);
int64_t db_affected(const struct db_result *r);

enum rc db_begin(struct db *db, struct err *err) MUST_CHECK;
enum rc db_commit(struct db *db, struct err *err) MUST_CHECK;
void db_rollback(struct db *db); /* ends a failed COPY too; harmless outside a transaction */

/* COPY … FROM STDIN (FORMAT binary): each db_copy_row begins a row of so many fields, which the caller then adds to *row by db_row.h. Rows
 * are sent in large pieces, so a refused row is reported by a later call. After a failure: db_rollback. */
enum rc db_copy_begin(struct db *db, const struct db_stmt *stmt, struct err *err) MUST_CHECK;
enum rc db_copy_row(struct db *db, int fields, struct buf **row, struct err *err) MUST_CHECK;
enum rc db_copy_end(struct db *db, struct err *err) MUST_CHECK;

/* Several statements in one text, for migrations alone. */
enum rc db_script(struct db *db, const char *text, struct err *err) MUST_CHECK;

/* Session lock by name; *got false where another session holds it. Freed with the session: so from then on a lost connection is
 * not made anew, and every call is RC_UNAVAILABLE. */
enum rc db_lock(struct db *db, const struct db_stmt *try_lock, const char *name, bool *got, struct err *err) MUST_CHECK;

#endif
