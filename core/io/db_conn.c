#include "core/io/db_conn.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/tm.h"

#define NO_DEADLINE INT64_MAX
#define PROBE_MS 200

/* SQLSTATEs, or the classes they begin with, that say more than "refused". drop: the connection is of no further use. */
static const struct {
	const char *state;
	enum rc rc;
	bool drop;
} meanings[] = {
    {"08", RC_UNAVAILABLE, true},     /* connection exception */
    {"0A000", RC_UNAVAILABLE, true},  /* a prepared plan's columns changed: a migration ran; or to write, at a standby */
    {"25006", RC_UNAVAILABLE, true},  /* to write where all is to be read only */
    {"26000", RC_UNAVAILABLE, true},  /* the server forgot the prepared statement */
    {"3F000", RC_UNAVAILABLE, false}, /* no such schema: the database was never migrated, or */
    {"42P01", RC_UNAVAILABLE, false}, /* is older than the program: no such table, */
    {"42703", RC_UNAVAILABLE, false}, /* column */
    {"42883", RC_UNAVAILABLE, false}, /* or function, */
    {"42501", RC_UNAVAILABLE, false}, /* or no right to it yet */
    {"53", RC_UNAVAILABLE, false},    /* out of memory, disk or connections */
    {"57014", RC_TIMEOUT, false},     /* cancelled by statement_timeout */
    {"57", RC_UNAVAILABLE, true},     /* shutting down or starting up */
    {"58", RC_UNAVAILABLE, false},    /* the server's machine failed */
};

enum rc db_conn_fail(struct err *err, enum rc rc, const char *what, const char *message)
{
	char line[ERR_TEXT_MAX];
	size_t n = 0;

	for (const char *p = message; *p && n + 1 < sizeof(line); p++)
		if (*p == '\n' || *p == '\t')
			line[n++] = ' ';
		else
			line[n++] = *p;
	while (n > 0 && line[n - 1] == ' ')
		n--;
	line[n] = '\0';
	return err_set(err, rc, "%s: %s", what, line);
}

void db_conn_start(struct db_conn *c)
{
	c->deadline_ms = c->timeout_ms > 0 ? tm_monotonic_ms() + c->timeout_ms : NO_DEADLINE;
}

void db_conn_close(struct db_conn *c)
{
	PQfinish(c->pg);
	c->pg = NULL;
}

enum rc db_conn_lost(struct db_conn *c, struct err *err)
{
	enum rc rc = db_conn_fail(err, RC_UNAVAILABLE, "PostgreSQL", PQerrorMessage(c->pg));

	db_conn_close(c);
	return rc;
}

/* Whether the server still answers strangers: PQcancel waits for that without an end. What it is asked (may we speak TLS?) a live
 * server answers at once, by one byte. */
static bool answers_strangers(const struct db_conn *c)
{
	static const unsigned char question[] = {0, 0, 0, 8, 4, 210, 22, 47};
	struct sockaddr_storage address = {.ss_family = AF_UNSPEC};
	socklen_t size = sizeof(address);
	struct pollfd fd = {.fd = -1, .events = POLLIN};
	bool answered = false;

	if (getpeername(PQsocket(c->pg), (struct sockaddr *)&address, &size) != 0)
		return false;
	fd.fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd.fd < 0)
		return false;
	const struct timeval patience = {.tv_usec = PROBE_MS * 1000};
	if (setsockopt(fd.fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) == 0 &&
	    connect(fd.fd, (struct sockaddr *)&address, size) == 0 && send(fd.fd, question, sizeof(question), MSG_NOSIGNAL) > 0)
		answered = poll(&fd, 1, PROBE_MS) > 0;
	(void)close(fd.fd);
	return answered;
}

/* The statement is cancelled, and the connection closed rather than read for a reply that may be long in coming. */
static enum rc expired(struct db_conn *c, struct err *err)
{
	char ignored[256];
	PGcancel *cancel = PQstatus(c->pg) == CONNECTION_OK && answers_strangers(c) ? PQgetCancel(c->pg) : NULL;

	if (cancel)
		PQcancel(cancel, ignored, sizeof(ignored));
	PQfreeCancel(cancel);
	db_conn_close(c);
	return err_set(err, RC_TIMEOUT, "PostgreSQL: no answer within %d ms", c->timeout_ms);
}

static int left_ms(const struct db_conn *c)
{
	int64_t left;

	if (c->deadline_ms == NO_DEADLINE)
		return -1;
	left = c->deadline_ms - tm_monotonic_ms();
	return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

/* Waits until the socket is ready for one of events, and tells which. */
static enum rc wait_socket(struct db_conn *c, short events, short *ready, struct err *err)
{
	for (;;) {
		struct pollfd fd = {.fd = PQsocket(c->pg), .events = events};
		int n = poll(&fd, 1, left_ms(c));

		*ready = fd.revents;
		if (n > 0)
			return RC_OK;
		if (n == 0)
			return expired(c, err);
		if (errno != EINTR)
			return db_conn_lost(c, err);
	}
}

static void log_notice(void *unused, const PGresult *notice)
{
	const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
	const char *text = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
	bool warning = severity && strcmp(severity, "WARNING") == 0;

	(void)unused;
	log_line(warning ? LOG_WARN : LOG_DEBUG, "db_notice", "text=%s", log_quote(text ? text : ""));
}

static enum rc connect_poll(struct db_conn *c, struct err *err)
{
	PostgresPollingStatusType state = PGRES_POLLING_WRITING;

	while (state != PGRES_POLLING_OK) {
		short ready;
		enum rc rc = wait_socket(c, state == PGRES_POLLING_READING ? POLLIN : POLLOUT, &ready, err);

		if (rc == RC_TIMEOUT)
			return err_set(err, RC_UNAVAILABLE, "PostgreSQL: no connection within %d ms", c->timeout_ms);
		if (rc != RC_OK)
			return rc;
		state = PQconnectPoll(c->pg);
		if (state == PGRES_POLLING_FAILED)
			return db_conn_lost(c, err);
	}
	return RC_OK;
}

enum rc db_conn_open(struct db_conn *c, const char *dsn, struct err *err)
{
	/* What stands before dbname is a default that the DSN may override. */
	static const char *const names[] = {"fallback_application_name", "options", "dbname", "client_encoding", NULL};
	const char *values[] = {program_invocation_short_name, "-c TimeZone=UTC -c DateStyle=ISO", dsn, "UTF8", NULL};
	enum rc rc;

	c->pg = PQconnectStartParams(names, values, 1);
	if (!c->pg)
		return err_set(err, RC_FAIL, "PostgreSQL: out of memory");
	if (PQstatus(c->pg) == CONNECTION_BAD)
		return db_conn_lost(c, err);
	rc = connect_poll(c, err);
	if (rc != RC_OK)
		return rc;
	PQsetNoticeReceiver(c->pg, log_notice, NULL);
	return PQsetnonblocking(c->pg, 1) == 0 ? RC_OK : db_conn_lost(c, err);
}

enum rc db_conn_flush(struct db_conn *c, struct err *err)
{
	for (;;) {
		int unsent = PQflush(c->pg);
		short ready;
		enum rc rc;

		if (unsent == 0)
			return RC_OK;
		if (unsent < 0)
			return db_conn_lost(c, err);
		rc = wait_socket(c, POLLIN | POLLOUT, &ready, err);
		if (rc != RC_OK)
			return rc;
		/* A server that answers meanwhile must not wait for us to read. */
		if ((ready & POLLIN) && !PQconsumeInput(c->pg))
			return db_conn_lost(c, err);
	}
}

static bool is_error(const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN;
}

/* The next result, NULL after the last. */
static enum rc next_result(struct db_conn *c, PGresult **r, struct err *err)
{
	while (PQisBusy(c->pg)) {
		short ready;
		enum rc rc = wait_socket(c, POLLIN, &ready, err);

		if (rc != RC_OK)
			return rc;
		if (!PQconsumeInput(c->pg))
			return db_conn_lost(c, err);
	}
	*r = PQgetResult(c->pg);
	return RC_OK;
}

enum rc db_conn_collect(struct db_conn *c, PGresult **kept, struct err *err)
{
	PGresult *r = NULL;
	enum rc rc = db_conn_flush(c, err);

	*kept = NULL;
	while (rc == RC_OK && (rc = next_result(c, &r, err)) == RC_OK && r) {
		if (*kept && is_error(*kept)) {
			PQclear(r);
			continue;
		}
		PQclear(*kept);
		*kept = r;
		if (PQresultStatus(r) == PGRES_COPY_IN)
			break;
	}
	if (rc != RC_OK) {
		PQclear(*kept);
		*kept = NULL;
	}
	return rc;
}

enum rc db_conn_judge(struct db_conn *c, const char *what, const PGresult *r, struct err *err)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	bool drop = PQstatus(c->pg) != CONNECTION_OK;
	enum rc rc = drop ? RC_UNAVAILABLE : RC_FAIL;

	if (r && !is_error(r))
		return RC_OK;
	for (size_t i = 0; state && i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		if (strncmp(state, meanings[i].state, strlen(meanings[i].state)) != 0)
			continue;
		rc = meanings[i].rc;
		drop = drop || meanings[i].drop;
		break;
	}
	db_conn_fail(err, rc, what, r ? PQresultErrorMessage(r) : PQerrorMessage(c->pg));
	if (drop)
		db_conn_close(c);
	return rc;
}
