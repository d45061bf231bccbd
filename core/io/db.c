#include "core/io/db.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/base/os.h"
#include "core/io/db_conn.h"

#define STMT_MAX 2048 /* statements of a program, by index */
#define STMT_NAME_MAX 64
#define FLUSH_EVERY 8                /* of statements asked together: one result waits in the server for so many others at most */
#define COPY_CHUNK_BYTES (32u << 10) /* soon enough for the server to work while the next rows are written */

/* What stands before the rows of a binary COPY, without flags or an extension, and after them. */
static const unsigned char copy_head[] = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
static const unsigned char copy_tail[] = {0xff, 0xff};

struct db {
	struct db_conn conn;
	char *dsn;
	bool answered;       /* this connection has answered before, so that a failure may be just its age */
	bool in_transaction; /* since db_begin, also where the connection was lost meanwhile */
	bool locked;         /* holds a session lock, which a new connection would not have */
	bool copying;
	int64_t failures;
	uint8_t prepared[STMT_MAX / CHAR_BIT]; /* statements that this connection knows */
	struct buf copy;
	struct {
		bool only;    /* db_run asks, and runs nothing */
		int ticket;   /* of what it asked, or takes next */
		int n, heard; /* statements sent; of them those whose results are here */
		const struct db_stmt *stmts[DB_ASKED_MAX];
		PGresult *results[DB_ASKED_MAX]; /* NULL: none, or taken */
	} asked;
};

/* What to send: a prepared statement, or a text by the simple protocol. */
struct command {
	const struct db_stmt *stmt;
	const char *const *params;
	const char *text;
};

static enum rc connect_if_needed(struct db *db, struct err *err)
{
	if (db->conn.pg)
		return RC_OK;
	if (db->in_transaction || db->locked)
		return err_set(err, RC_UNAVAILABLE, "PostgreSQL: the connection was lost, and with it the %s",
		               db->in_transaction ? "open transaction" : "session's lock");
	db->answered = false;
	db->copying = false;
	memset(db->prepared, 0, sizeof(db->prepared));
	return db_conn_open(&db->conn, db->dsn, err);
}

static bool is_prepared(const struct db *db, const struct db_stmt *stmt)
{
	return db->prepared[stmt->index / CHAR_BIT] & (1u << (stmt->index % CHAR_BIT));
}

static enum rc prepare_if_needed(struct db *db, const struct db_stmt *stmt, const char *name, struct err *err)
{
	PGresult *r;
	enum rc rc;

	if (is_prepared(db, stmt))
		return RC_OK;
	if (!PQsendPrepare(db->conn.pg, name, stmt->text, 0, NULL))
		return db_conn_lost(&db->conn, err);
	rc = db_conn_collect(&db->conn, &r, err);
	if (rc != RC_OK)
		return rc;
	rc = db_conn_judge(&db->conn, stmt->name, r, err);
	PQclear(r);
	if (rc == RC_OK)
		db->prepared[stmt->index / CHAR_BIT] |= (uint8_t)(1u << (stmt->index % CHAR_BIT));
	return rc;
}

static enum rc send_command(struct db *db, const struct command *c, struct err *err)
{
	char name[STMT_NAME_MAX];
	enum rc rc;

	if (!c->stmt)
		return PQsendQuery(db->conn.pg, c->text) ? RC_OK : db_conn_lost(&db->conn, err);
	if (c->stmt->planned_anew)
		return PQsendQueryParams(db->conn.pg, c->stmt->text, c->stmt->params, NULL, c->params, NULL, NULL, 0)
		           ? RC_OK
		           : db_conn_lost(&db->conn, err);
	/* The number keeps a query and a statement of one name apart. */
	(void)snprintf(name, sizeof(name), "%s_%d", c->stmt->name, c->stmt->index);
	rc = prepare_if_needed(db, c->stmt, name, err);
	if (rc != RC_OK)
		return rc;
	return PQsendQueryPrepared(db->conn.pg, name, c->stmt->params, c->params, NULL, NULL, 0) ? RC_OK : db_conn_lost(&db->conn, err);
}

static enum rc attempt(struct db *db, const struct command *c, const char *what, PGresult **result, struct err *err)
{
	PGresult *r;
	enum rc rc = connect_if_needed(db, err);

	if (rc == RC_OK)
		rc = send_command(db, c, err);
	if (rc == RC_OK)
		rc = db_conn_collect(&db->conn, &r, err);
	if (rc != RC_OK)
		return rc;
	rc = db_conn_judge(&db->conn, what, r, err);
	if (rc != RC_OK) {
		PQclear(r);
		return rc;
	}
	db->answered = true;
	*result = r;
	return RC_OK;
}

/* The results of the first n that were asked. Those of a connection that is lost, or kept us waiting, have none. */
static void hear(struct db *db, int n)
{
	struct db_conn *c = &db->conn;
	PGresult *end = NULL;
	enum rc rc = RC_OK;

	if (db->asked.heard >= n)
		return;
	db_conn_start(c);
	if (db->asked.heard == 0 && !PQpipelineSync(c->pg))
		rc = db_conn_lost(c, NULL);
	while (rc == RC_OK && db->asked.heard < n)
		rc = db_conn_collect(c, &db->asked.results[db->asked.heard++], NULL);
	if (rc == RC_OK && n == db->asked.n)
		rc = db_conn_collect(c, &end, NULL);
	PQclear(end);
	if (rc == RC_OK && n == db->asked.n && !PQexitPipelineMode(c->pg))
		rc = db_conn_lost(c, NULL);
	if (rc != RC_OK)
		db->asked.heard = db->asked.n;
}

static void forget(struct db *db)
{
	hear(db, db->asked.n);
	while (db->asked.n > 0)
		PQclear(db->asked.results[--db->asked.n]);
	db->asked.heard = 0;
}

static bool send_asked(struct db *db, const struct command *c)
{
	return db->conn.pg && is_prepared(db, c->stmt) && db->asked.n < DB_ASKED_MAX && PQenterPipelineMode(db->conn.pg) &&
	       send_command(db, c, NULL) == RC_OK;
}

static enum rc ask(struct db *db, const struct command *c, struct err *err)
{
	if (db->asked.heard > 0)
		forget(db);
	if (db->asked.ticket == DB_NOT_ASKED && send_asked(db, c)) {
		db->asked.ticket = db->asked.n++;
		db->asked.stmts[db->asked.ticket] = c->stmt;
		db->asked.results[db->asked.ticket] = NULL;
		if (db->asked.n % FLUSH_EVERY == 0)
			(void)PQsendFlushRequest(db->conn.pg); /* without it they come with later ones */
	}
	return err_set(err, RC_FAIL, "%s: not waited for", c->stmt->name);
}

/* What is expected, where it is a good result of this statement. */
static PGresult *take(struct db *db, const struct db_stmt *stmt)
{
	int ticket = db->asked.ticket;
	PGresult *r;

	db->asked.ticket = DB_NOT_ASKED;
	if (ticket == DB_NOT_ASKED || db->asked.stmts[ticket] != stmt)
		return NULL;
	hear(db, ticket + 1);
	r = db->asked.results[ticket];
	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		return NULL;
	db->asked.results[ticket] = NULL;
	return r;
}

void db_ask_begin(struct db *db)
{
	db->asked.only = true;
	db->asked.ticket = DB_NOT_ASKED;
}

int db_ask_end(struct db *db)
{
	int ticket = db->asked.ticket;

	db->asked.only = false;
	db->asked.ticket = DB_NOT_ASKED;
	return ticket;
}

void db_expect(struct db *db, int ticket)
{
	db->asked.ticket = ticket;
}

static enum rc run(struct db *db, const struct command *c, const char *what, PGresult **result, struct err *err)
{
	bool aged;
	enum rc rc;

	hear(db, db->asked.n);
	aged = db->conn.pg && db->answered;
	db_conn_start(&db->conn);
	rc = attempt(db, c, what, result, err);
	if (rc == RC_UNAVAILABLE && !db->conn.pg && aged && !db->in_transaction && !db->locked)
		rc = attempt(db, c, what, result, err);
	db->failures += rc != RC_OK;
	return rc;
}

static enum rc run_text(struct db *db, const char *text, const char *what, struct err *err)
{
	PGresult *r;
	enum rc rc = run(db, &(struct command){.text = text}, what, &r, err);

	if (rc == RC_OK)
		PQclear(r);
	return rc;
}

enum rc db_open(struct db **db, const char *dsn, int timeout_ms, struct err *err)
{
	char *why = NULL;
	PQconninfoOption *parsed = PQconninfoParse(dsn, &why);

	*db = NULL;
	if (!parsed) {
		db_conn_fail(err, RC_CONFIG, "database address", why ? why : "out of memory");
		PQfreemem(why);
		return RC_CONFIG;
	}
	PQconninfoFree(parsed);
	*db = os_alloc(sizeof(**db));
	if (!*db)
		return err_set(err, RC_FAIL, "out of memory");
	buf_init(&(*db)->copy, LIMIT_COPY_BYTES);
	(*db)->conn.timeout_ms = timeout_ms;
	(*db)->asked.ticket = DB_NOT_ASKED;
	(*db)->dsn = os_strdup(dsn);
	if ((*db)->dsn)
		return RC_OK;
	db_close(*db);
	*db = NULL;
	return err_set(err, RC_FAIL, "out of memory");
}

void db_close(struct db *db)
{
	if (!db)
		return;
	db_conn_close(&db->conn);
	forget(db);
	buf_fini(&db->copy);
	os_free(db->dsn);
	os_free(db);
}

int64_t db_failures(const struct db *db)
{
	return db ? db->failures : 0;
}

/* struct db_result is libpq's PGresult under our name. */
static PGresult *pg(const struct db_result *r)
{
	return (PGresult *)r;
}

enum rc db_run(struct db *db, const struct db_stmt *stmt, const char *const *params, struct db_result **result, struct err *err)
{
	const struct command c = {.stmt = stmt, .params = params};
	PGresult *r;
	enum rc rc = RC_OK;

	if (stmt->index < 0 || stmt->index >= STMT_MAX)
		return err_set(err, RC_FAIL, "%s: statement number %d is out of range", stmt->name, stmt->index);
	if (db->asked.only)
		return ask(db, &c, err);
	r = take(db, stmt);
	if (!r)
		rc = run(db, &c, stmt->name, &r, err);
	if (rc == RC_OK && result)
		*result = (struct db_result *)r;
	else if (rc == RC_OK)
		PQclear(r);
	return rc;
}

void db_result_free(struct db_result *r)
{
	PQclear(pg(r));
}

int db_rows(const struct db_result *r)
{
	return PQntuples(pg(r));
}

int db_columns(const struct db_result *r)
{
	return PQnfields(pg(r));
}

const char *db_get(const struct db_result *r, int row, int column)
{
	return PQgetisnull(pg(r), row, column) ? NULL : PQgetvalue(pg(r), row, column);
}

int64_t db_get_int(const struct db_result *r, int row, int column)
{
	int64_t n;

	return num_parse(sv_of(db_get(r, row, column)), &n) ? n : 0;
}

bool db_get_bool(const struct db_result *r, int row, int column)
{
	const char *text = db_get(r, row, column);

	return text && text[0] == 't';
}

int64_t db_affected(const struct db_result *r)
{
	int64_t n;

	return num_parse(sv_of(PQcmdTuples(pg(r))), &n) ? n : 0;
}

enum rc db_begin(struct db *db, struct err *err)
{
	enum rc rc;

	if (db->in_transaction)
		return err_set(err, RC_FAIL, "a transaction is open already");
	rc = run_text(db, "BEGIN READ WRITE", "begin", err); /* the API's role reads by default */
	db->in_transaction = rc == RC_OK;
	return rc;
}

enum rc db_commit(struct db *db, struct err *err)
{
	PGresult *r;
	enum rc rc = run(db, &(struct command){.text = "COMMIT"}, "commit", &r, err);

	if (rc != RC_OK)
		return rc;
	db->in_transaction = false;
	/* A transaction that failed earlier is rolled back by COMMIT, without an error. */
	if (strcmp(PQcmdStatus(r), "COMMIT") != 0)
		rc = err_set(err, RC_FAIL, "commit: a statement of the transaction had failed; nothing was kept");
	PQclear(r);
	return rc;
}

/* Tells the server that the rows so far are void. */
static void copy_abandon(struct db *db)
{
	PGresult *r;

	db->copying = false;
	db_conn_start(&db->conn);
	if (PQputCopyEnd(db->conn.pg, "abandoned") != 1)
		db_conn_close(&db->conn);
	else if (db_conn_collect(&db->conn, &r, NULL) == RC_OK)
		PQclear(r);
}

void db_rollback(struct db *db)
{
	if (db->conn.pg && db->copying)
		copy_abandon(db);
	/* A connection that cannot roll back is closed, which does it. */
	if (db->conn.pg && db->in_transaction && run_text(db, "ROLLBACK", "rollback", NULL) != RC_OK)
		db_conn_close(&db->conn);
	db->in_transaction = false;
}

static enum rc copy_send(struct db *db, struct err *err)
{
	if (!buf_ok(&db->copy))
		return err_set(err, RC_FAIL, "copy: a row above %u bytes, or out of memory", LIMIT_COPY_BYTES);
	db_conn_start(&db->conn);
	if (db->copy.len > 0 && PQputCopyData(db->conn.pg, db->copy.data, (int)db->copy.len) != 1)
		return db_conn_lost(&db->conn, err);
	buf_clear(&db->copy);
	return db_conn_flush(&db->conn, err);
}

enum rc db_copy_begin(struct db *db, const struct db_stmt *stmt, struct err *err)
{
	PGresult *r;
	enum rc rc = run(db, &(struct command){.text = stmt->text}, stmt->name, &r, err);

	if (rc != RC_OK)
		return rc;
	db->copying = PQresultStatus(r) == PGRES_COPY_IN;
	bool binary = db->copying && PQbinaryTuples(r);
	PQclear(r);
	buf_clear(&db->copy);
	buf_add(&db->copy, copy_head, sizeof(copy_head));
	return binary ? RC_OK : err_set(err, RC_FAIL, "%s: not a COPY … FROM STDIN (FORMAT binary)", stmt->name);
}

enum rc db_copy_row(struct db *db, int fields, struct buf **row, struct err *err)
{
	unsigned char count[] = {(unsigned char)(fields >> CHAR_BIT), (unsigned char)fields};

	if (!db->conn.pg || !db->copying)
		return err_set(err, RC_UNAVAILABLE, "copy: none is under way");
	*row = &db->copy;
	if (db->copy.len >= COPY_CHUNK_BYTES || !buf_ok(&db->copy)) {
		enum rc rc = copy_send(db, err);
		if (rc != RC_OK)
			return rc;
	}
	buf_add(&db->copy, count, sizeof(count));
	return RC_OK;
}

enum rc db_copy_end(struct db *db, struct err *err)
{
	PGresult *r;
	enum rc rc;

	if (!db->conn.pg || !db->copying)
		return err_set(err, RC_UNAVAILABLE, "copy: none is under way");
	buf_add(&db->copy, copy_tail, sizeof(copy_tail));
	rc = copy_send(db, err);
	if (rc != RC_OK)
		return rc;
	db->copying = false;
	if (PQputCopyEnd(db->conn.pg, NULL) != 1)
		return db_conn_lost(&db->conn, err);
	rc = db_conn_collect(&db->conn, &r, err);
	if (rc != RC_OK)
		return rc;
	rc = db_conn_judge(&db->conn, "copy", r, err);
	PQclear(r);
	return rc;
}

enum rc db_script(struct db *db, const char *text, struct err *err)
{
	return run_text(db, text, "script", err);
}

enum rc db_lock(struct db *db, const struct db_stmt *try_lock, const char *name, bool *got, struct err *err)
{
	struct db_result *r = NULL;
	enum rc rc = db_run(db, try_lock, &name, &r, err);

	if (rc != RC_OK)
		return rc;
	*got = db_rows(r) == 1 && db_get_bool(r, 0, 0);
	db->locked = db->locked || *got;
	db_result_free(r);
	return RC_OK;
}
