/* What db does without a server; with one: tests/integration/db.c. */
#include "tests/unit/unit.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/tm.h"
#include "core/io/db.h"

static const struct db_stmt one = {0, "one", "SELECT 1", 0, false};

static void test_a_bad_address_is_refused(void **state)
{
	struct db *db;
	struct err err;

	(void)state;
	assert_int_equal(db_open(&db, "host=/tmp nonsense", 100, &err), RC_CONFIG);
	assert_null(db);
	assert_non_null(strstr(err.text, "database address"));
	assert_null(strchr(err.text, '\n'));
	db_close(NULL);
}

static void test_no_server(void **state)
{
	struct db *db;
	struct buf *row;
	struct err err;
	bool got;

	(void)state;
	assert_int_equal(db_open(&db, "host=/nonexistent user=x dbname=x", 100, &err), RC_OK);
	assert_int_equal(db_run(db, &one, NULL, NULL, &err), RC_UNAVAILABLE);
	assert_null(strchr(err.text, '\n'));
	assert_int_equal(db_begin(db, &err), RC_UNAVAILABLE);
	assert_int_equal(db_copy_begin(db, &one, &err), RC_UNAVAILABLE);
	assert_int_equal(db_copy_row(db, 1, &row, &err), RC_UNAVAILABLE);
	assert_int_equal(db_copy_end(db, &err), RC_UNAVAILABLE);
	assert_int_equal(db_script(db, "SELECT 1", &err), RC_UNAVAILABLE);
	assert_int_equal(db_lock(db, &one, "x", &got, &err), RC_UNAVAILABLE);
	db_rollback(db);
	db_close(db);
}

static void test_a_server_that_never_answers(void **state)
{
	char folder[] = "/tmp/wfu-db-XXXXXX", dsn[64];
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct db *db;
	struct err err;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	int64_t began_ms;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/.s.PGSQL.5432", folder);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(fd, 8), 0);
	snprintf(dsn, sizeof(dsn), "host=%s port=5432 user=x dbname=x", folder);
	assert_int_equal(db_open(&db, dsn, 100, &err), RC_OK);
	began_ms = tm_monotonic_ms();
	assert_int_equal(db_run(db, &one, NULL, NULL, &err), RC_UNAVAILABLE);
	assert_in_range(tm_monotonic_ms() - began_ms, 90, 1000);
	assert_string_equal(err.text, "PostgreSQL: no connection within 100 ms");
	db_close(db);
	close(fd);
	unlink(address.sun_path);
	rmdir(folder);
}

static void test_a_statement_out_of_range(void **state)
{
	static const struct db_stmt beyond = {1 << 20, "beyond", "SELECT 1", 0, false};
	struct db *db;
	struct err err;

	(void)state;
	assert_int_equal(db_open(&db, "host=/nonexistent", 100, &err), RC_OK);
	assert_int_equal(db_run(db, &beyond, NULL, NULL, &err), RC_FAIL);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_bad_address_is_refused),
	    cmocka_unit_test(test_no_server),
	    cmocka_unit_test(test_a_server_that_never_answers),
	    cmocka_unit_test(test_a_statement_out_of_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
