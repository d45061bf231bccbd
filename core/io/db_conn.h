/* One libpq connection that never blocks past its deadline: what db.c is made of, and nobody else's business. */
#ifndef WINDFALL_IO_DB_CONN_H
#define WINDFALL_IO_DB_CONN_H

#include <libpq-fe.h>
#include <stdint.h>

#include "core/base/err.h"

struct db_conn {
	PGconn *pg; /* NULL: not connected, or no longer */
	int timeout_ms;
	int64_t deadline_ms; /* of the operation under way */
};

/* Starts the clock of one operation, which may be several of the calls below. */
void db_conn_start(struct db_conn *c);

enum rc db_conn_open(struct db_conn *c, const char *dsn, struct err *err) MUST_CHECK; /* RC_UNAVAILABLE */
void db_conn_close(struct db_conn *c);

/* Ends the connection with libpq's words; RC_UNAVAILABLE. */
enum rc db_conn_lost(struct db_conn *c, struct err *err);

/* Sends what libpq has queued. RC_TIMEOUT at the deadline, RC_UNAVAILABLE where the server is gone: the connection is closed then. */
enum rc db_conn_flush(struct db_conn *c, struct err *err) MUST_CHECK;

/* Sends, then reads until the server is ready for the next command or waits for COPY data. *kept: the first error, else the last result. */
enum rc db_conn_collect(struct db_conn *c, PGresult **kept, struct err *err) MUST_CHECK;

/* RC_OK, or what the server's refusal of `what` means; closes the connection where it is of no further use. */
enum rc db_conn_judge(struct db_conn *c, const char *what, const PGresult *r, struct err *err) MUST_CHECK;

/* err_set with a text of libpq, brought to one line. */
enum rc db_conn_fail(struct err *err, enum rc rc, const char *what, const char *message);

#endif
