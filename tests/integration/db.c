/* core/io/db against a real PostgreSQL: run by db.test.mjs, which gives its address in TEST_DSN. A second connection plays fate. */
#include "tests/integration/db_cases.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/num.h"
#include "core/base/os.h"
#include "core/base/tm.h"

#define STMT(name, text, params) [name] = {name, #name, text, params}
const struct db_stmt stmts[] = {
    STMT(ECHO, "SELECT $1::text, $2::text", 2),
    STMT(PID, "SELECT pg_backend_pid()", 0),
    STMT(KILL, "SELECT pg_terminate_backend($1::int, 5000)", 1),
    STMT(BUSY, "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%pg_sleep%'", 0),
    STMT(SLEEP, "SELECT pg_sleep(600)", 0),
    STMT(COUNT, "SELECT count(*) FROM t", 0),
    STMT(INSERT, "INSERT INTO t VALUES ($1, $2)", 2),
    STMT(ALL, "SELECT a, b FROM t ORDER BY b", 0),
    STMT(LOCK, "SELECT pg_try_advisory_lock(hashtext($1))", 1),
    STMT(PREPARED, "SELECT count(*) FROM pg_prepared_statements", 0),
    STMT(VIEW, "SELECT * FROM v", 0),
    STMT(REFUSED, "SELECT 1 / $1::int", 1),
    STMT(MOMENT, "SELECT now()::text, $1::text", 1),
    STMT(NAP, "SELECT pg_sleep($1::int)", 1),
    STMT(NOTICE, "DROP TABLE IF EXISTS absent", 0),
    STMT(TYPES, "SELECT 9223372036854775807, NULL::bigint, true, false, NULL::boolean, timestamptz '2025-03-31 00:00+01', 0.10", 0),
    STMT(COPY, "COPY t FROM STDIN (FORMAT binary)", 0),
    STMT(COPY_TEXT, "COPY t FROM STDIN", 0),
    STMT(TYPED, "COPY v FROM STDIN (FORMAT binary)", 0),
    STMT(SAME, "SELECT count(*) FROM v WHERE a = b::numeric AND trim_scale(a)::text = b", 0),
};

struct db *open_db(int timeout_ms)
{
	struct db *db;
	struct err err;

	if (db_open(&db, getenv("TEST_DSN"), timeout_ms, &err) != RC_OK)
		fail_msg("%s", err.text);
	return db;
}

int set_up(void **state)
{
	struct fixture *f = os_alloc(sizeof(*f));

	f->db = open_db(5000);
	f->fate = open_db(5000);
	*state = f;
	return db_script(f->db, "DROP TABLE IF EXISTS t CASCADE; CREATE TABLE t (a text, b int)", &f->err);
}

int tear_down(void **state)
{
	struct fixture *f = *state;

	db_close(f->db);
	db_close(f->fate);
	os_free(f);
	return 0;
}

int64_t number(struct fixture *f, struct db *db, int stmt)
{
	struct db_result *r = NULL;

	assert_ok(f, db_run(db, &stmts[stmt], NULL, &r, &f->err));
	assert_int_equal(db_rows(r), 1);
	int64_t n = db_get_int(r, 0, 0);
	db_result_free(r);
	return n;
}

void cut(struct fixture *f, int64_t pid)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)pid);
	assert_ok(f, db_run(f->fate, &stmts[KILL], (const char *[]){text}, NULL, &f->err));
}

static enum rc insert(struct fixture *f, const char *a, const char *b)
{
	return db_run(f->db, &stmts[INSERT], (const char *[]){a, b}, NULL, &f->err);
}

static void values_pass_both_ways(void **state)
{
	struct fixture *f = *state;
	struct db_result *r = NULL;

	assert_ok(f, db_run(f->db, &stmts[ECHO], (const char *[]){"a'b\\ ü\n", NULL}, &r, &f->err));
	assert_string_equal(db_get(r, 0, 0), "a'b\\ ü\n");
	assert_null(db_get(r, 0, 1));
	db_result_free(r);
	assert_ok(f, db_run(f->db, &stmts[TYPES], NULL, &r, &f->err));
	assert_true(db_get_int(r, 0, 0) == INT64_MAX);
	assert_int_equal(db_get_int(r, 0, 1), 0);
	assert_true(db_get_bool(r, 0, 2));
	assert_false(db_get_bool(r, 0, 3));
	assert_false(db_get_bool(r, 0, 4));
	assert_string_equal(db_get(r, 0, 5), "2025-03-30 23:00:00+00");
	assert_string_equal(db_get(r, 0, 6), "0.10");
	db_result_free(r);
}

static void affected_rows_are_counted(void **state)
{
	struct fixture *f = *state;
	struct db_result *r = NULL;

	assert_ok(f, db_run(f->db, &stmts[INSERT], (const char *[]){"x", "1"}, &r, &f->err));
	assert_int_equal(db_affected(r), 1);
	db_result_free(r);
}

static void a_statement_is_prepared_once_a_connection(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 3; i++)
		assert_int_equal(number(f, f->db, PREPARED), 1);
	(void)number(f, f->db, COUNT);
	assert_int_equal(number(f, f->db, PREPARED), 2);
}

static void a_refusal_has_the_servers_words_and_harms_nothing(void **state)
{
	struct fixture *f = *state;
	int64_t pid = number(f, f->db, PID);

	assert_int_equal(db_run(f->db, &stmts[REFUSED], (const char *[]){"0"}, NULL, &f->err), RC_FAIL);
	assert_non_null(strstr(f->err.text, "REFUSED"));
	assert_non_null(strstr(f->err.text, "division by zero"));
	assert_null(strchr(f->err.text, '\n'));
	assert_int_equal(db_run(f->db, &stmts[REFUSED], (const char *[]){"x"}, NULL, &f->err), RC_FAIL);
	assert_ok(f, db_run(f->db, &stmts[REFUSED], (const char *[]){"1"}, NULL, &f->err));
	assert_ok(f, db_run(f->db, &stmts[NOTICE], NULL, NULL, &f->err));
	assert_int_equal(number(f, f->db, PID), pid);
}

static void a_late_statement_is_cancelled_on_the_server(void **state)
{
	struct fixture *f = *state;
	struct db *hasty = open_db(HASTY_MS);
	int64_t began_ms = tm_monotonic_ms();

	assert_int_equal(db_run(hasty, &stmts[SLEEP], NULL, NULL, &f->err), RC_TIMEOUT);
	assert_in_range(tm_monotonic_ms() - began_ms, HASTY_MS - 10, HUNG_MS);
	while (number(f, f->db, BUSY) > 0)
		assert_in_range(tm_monotonic_ms() - began_ms, 0, HUNG_MS);
	assert_int_equal(number(f, hasty, COUNT), 0);
	db_close(hasty);
}

static pid_t parent_of(int64_t pid)
{
	char path[64], line[128];
	int64_t parent = 0;

	snprintf(path, sizeof(path), "/proc/%lld/status", (long long)pid);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (parent == 0 && fgets(line, sizeof(line), file))
		if (strncmp(line, "PPid:\t", 6) == 0)
			(void)num_parse((struct sv){line + 6, strlen(line) - 7}, &parent);
	fclose(file);
	assert_true(parent > 1);
	return (pid_t)parent;
}

static void a_hung_server_costs_the_deadline_and_little_more(void **state)
{
	struct fixture *f = *state;
	struct db *hasty = open_db(HASTY_MS);
	pid_t backend = (pid_t)number(f, hasty, PID), postmaster = parent_of(backend);
	int64_t began_ms = tm_monotonic_ms();

	kill(postmaster, SIGSTOP);
	kill(backend, SIGSTOP);
	enum rc late = db_run(hasty, &stmts[COUNT], NULL, NULL, &f->err);
	enum rc unreachable = db_run(hasty, &stmts[COUNT], NULL, NULL, &f->err);
	int64_t took_ms = tm_monotonic_ms() - began_ms;
	kill(backend, SIGCONT);
	kill(postmaster, SIGCONT);
	assert_int_equal(late, RC_TIMEOUT);
	assert_int_equal(unreachable, RC_UNAVAILABLE);
	assert_in_range(took_ms, 2 * HASTY_MS, HUNG_MS);
	assert_int_equal(number(f, f->db, COUNT), 0);
	db_close(hasty);
}

static void the_servers_own_timeout_is_one_too(void **state)
{
	struct fixture *f = *state;

	assert_ok(f, db_script(f->db, "SET statement_timeout = 50", &f->err));
	assert_int_equal(db_run(f->db, &stmts[SLEEP], NULL, NULL, &f->err), RC_TIMEOUT);
	assert_int_equal(number(f, f->db, COUNT), 0);
}

static void an_aged_connection_is_made_anew(void **state)
{
	struct fixture *f = *state;
	int64_t pid = number(f, f->db, PID);

	cut(f, pid);
	assert_int_not_equal(number(f, f->db, PID), pid);
	cut(f, number(f, f->db, PID));
	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, insert(f, "x", "1"));
	assert_ok(f, db_commit(f->db, &f->err));
	assert_int_equal(number(f, f->db, COUNT), 1);
}

static void a_lost_transaction_fails_until_rolled_back(void **state)
{
	struct fixture *f = *state;

	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, insert(f, "x", "1"));
	cut(f, number(f, f->db, PID));
	for (int i = 0; i < 3; i++)
		assert_int_equal(insert(f, "y", "2"), RC_UNAVAILABLE);
	assert_int_equal(db_commit(f->db, &f->err), RC_UNAVAILABLE);
	db_rollback(f->db);
	assert_int_equal(number(f, f->db, COUNT), 0);
}

static void a_failed_transaction_cannot_be_committed(void **state)
{
	struct fixture *f = *state;

	assert_ok(f, db_begin(f->db, &f->err));
	assert_int_equal(db_begin(f->db, &f->err), RC_FAIL);
	assert_ok(f, insert(f, "x", "1"));
	assert_int_equal(insert(f, "x", "not a number"), RC_FAIL);
	assert_int_equal(db_commit(f->db, &f->err), RC_FAIL);
	db_rollback(f->db);
	db_rollback(f->db);
	assert_int_equal(number(f, f->db, COUNT), 0);
}

static void a_lock_is_held_by_one_and_dies_with_its_session(void **state)
{
	struct fixture *f = *state;
	bool got;

	assert_ok(f, db_lock(f->db, &stmts[LOCK], "ingest", &got, &f->err));
	assert_true(got);
	assert_ok(f, db_lock(f->fate, &stmts[LOCK], "ingest", &got, &f->err));
	assert_false(got);
	cut(f, number(f, f->db, PID));
	for (int i = 0; i < 3; i++)
		assert_int_equal(insert(f, "x", "1"), RC_UNAVAILABLE);
	assert_int_equal(db_begin(f->db, &f->err), RC_UNAVAILABLE);
	assert_ok(f, db_lock(f->fate, &stmts[LOCK], "ingest", &got, &f->err));
	assert_true(got);
}

static void a_script_is_all_or_nothing(void **state)
{
	struct fixture *f = *state;

	assert_ok(f, db_script(f->db, "INSERT INTO t VALUES ('a', 1); INSERT INTO t VALUES ('b', 2);", &f->err));
	assert_int_equal(number(f, f->db, COUNT), 2);
	assert_int_equal(db_script(f->db, "INSERT INTO t VALUES ('c', 3); SELECT 1 / 0; INSERT INTO t VALUES ('d', 4)", &f->err), RC_FAIL);
	assert_non_null(strstr(f->err.text, "division by zero"));
	assert_int_equal(number(f, f->db, COUNT), 2);
}

static void a_migration_under_a_kept_statement(void **state)
{
	struct fixture *f = *state;

	assert_ok(f, db_script(f->fate, "CREATE VIEW v AS SELECT 1 AS n, b FROM (VALUES (1)) AS x (b)", &f->err));
	assert_int_equal(number(f, f->db, VIEW), 1);
	assert_ok(f, db_script(f->fate, "DROP VIEW v; CREATE VIEW v AS SELECT 'x' AS s, 2 AS n, 3 AS m", &f->err));
	assert_int_equal(number(f, f->db, VIEW), 0);
	assert_ok(f, db_script(f->fate, "DROP VIEW v", &f->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(values_pass_both_ways),
	    CASE(affected_rows_are_counted),
	    CASE(a_statement_is_prepared_once_a_connection),
	    CASE(a_refusal_has_the_servers_words_and_harms_nothing),
	    CASE(a_late_statement_is_cancelled_on_the_server),
	    CASE(a_hung_server_costs_the_deadline_and_little_more),
	    CASE(the_servers_own_timeout_is_one_too),
	    CASE(an_aged_connection_is_made_anew),
	    CASE(a_lost_transaction_fails_until_rolled_back),
	    CASE(a_failed_transaction_cannot_be_committed),
	    CASE(a_lock_is_held_by_one_and_dies_with_its_session),
	    CASE(a_script_is_all_or_nothing),
	    CASE(a_migration_under_a_kept_statement),
	};

	log_setup("test", LOG_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL) + run_together() + run_copy();
}
