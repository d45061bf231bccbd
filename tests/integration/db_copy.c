/* core/io/db: COPY. */
#include "tests/integration/db_cases.h"

#include "core/base/dec.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/io/db_row.h"

static struct buf *begin_row(struct fixture *f, int fields)
{
	struct buf *row = NULL;

	assert_ok(f, db_copy_row(f->db, fields, &row, &f->err));
	return row;
}

/* A row of t. */
static void copy_row(struct fixture *f, const char *a, int b)
{
	struct buf *row = begin_row(f, 2);

	if (a)
		db_row_text(row, a);
	else
		db_row_null(row);
	db_row_integer(row, b);
}

static void copied_text_comes_back(void **state)
{
	static const char *const texts[] = {"plain", "", "tab\tline\nreturn\rback\\slash", "\\N", "\\.", "\\t", "ends in \\", "ü€𝄞", NULL};
	struct fixture *f = *state;
	struct db_result *r = NULL;

	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_copy_begin(f->db, &stmts[COPY], &f->err));
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		copy_row(f, texts[i], (int)i);
	assert_ok(f, db_copy_end(f->db, &f->err));
	assert_ok(f, db_commit(f->db, &f->err));
	assert_ok(f, db_run(f->db, &stmts[ALL], NULL, &r, &f->err));
	assert_int_equal(db_rows(r), COUNT_OF(texts));
	for (int i = 0; i < (int)COUNT_OF(texts); i++) {
		if (texts[i])
			assert_string_equal(db_get(r, i, 0), texts[i]);
		else
			assert_null(db_get(r, i, 0));
	}
	db_result_free(r);
}

static void copied_values_are_those_of_their_text(void **state)
{
	struct fixture *f = *state;
	struct db_result *r = NULL;

	assert_ok(f,
	          db_script(f->db, "DROP TABLE IF EXISTS v; CREATE TABLE v (a date, b timestamptz, c boolean, d smallint, e integer, f bigint)",
	                    &f->err));
	assert_ok(f, db_copy_begin(f->db, &stmts[TYPED], &f->err));
	struct buf *row = begin_row(f, 6);
	db_row_date(row, tm_day(2025, 3, 30));
	db_row_timestamptz(row, (int64_t)tm_day(1999, 12, 31) * 86400 + 1);
	db_row_bool(row, false);
	db_row_smallint(row, -1);
	db_row_integer(row, INT32_MAX);
	db_row_bigint(row, INT64_MIN);
	assert_ok(f, db_copy_end(f->db, &f->err));
	assert_ok(f, db_run(f->db, &stmts[VIEW], NULL, &r, &f->err));
	static const char *const texts[] = {"2025-03-30", "1999-12-31 00:00:01+00", "f", "-1", "2147483647", "-9223372036854775808"};
	for (int i = 0; i < (int)COUNT_OF(texts); i++)
		assert_string_equal(db_get(r, 0, i), texts[i]);
	db_result_free(r);
	assert_ok(f, db_script(f->db, "DROP TABLE v", &f->err));
}

/* Every digit at every scale, about every edge of a group of four, of both signs. */
static void copied_decimals_are_those_of_their_text(void **state)
{
	struct fixture *f = *state;
	char text[DEC_TEXT_MAX];
	int64_t sent = 0;

	assert_ok(f, db_script(f->db, "DROP TABLE IF EXISTS v; CREATE TABLE v (a numeric, b text)", &f->err));
	assert_ok(f, db_copy_begin(f->db, &stmts[TYPED], &f->err));
	for (int scale = 0; scale <= 18; scale++)
		for (int64_t power = 1; power > 0 && power <= INT64_MAX / 10; power *= 10) {
			const int64_t units[] = {0, power, -power, power - 1, 1 - power, power + 1, 7 * power, INT64_MAX / power, INT64_MIN / power};
			for (size_t i = 0; i < COUNT_OF(units); i++, sent++) {
				struct buf *row = begin_row(f, 2);
				db_row_numeric(row, units[i], scale);
				db_row_text(row, dec_format(text, units[i], scale).p);
			}
		}
	assert_ok(f, db_copy_end(f->db, &f->err));
	assert_int_equal(number(f, f->db, SAME), sent);
	assert_ok(f, db_script(f->db, "DROP TABLE v", &f->err));
}

static void copy_rows(struct fixture *f, int n, int b)
{
	char text[200];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (int i = 0; i < n; i++)
		copy_row(f, text, b);
}

static void a_large_copy(void **state)
{
	struct fixture *f = *state;

	assert_ok(f, db_copy_begin(f->db, &stmts[COPY], &f->err));
	copy_rows(f, 100000, 1);
	assert_ok(f, db_copy_end(f->db, &f->err));
	assert_int_equal(number(f, f->db, COUNT), 100000);
}

static void a_refused_row_keeps_nothing(void **state)
{
	struct fixture *f = *state;
	int64_t pid = number(f, f->db, PID);

	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_copy_begin(f->db, &stmts[COPY], &f->err));
	copy_rows(f, 10, 1);
	struct buf *row = begin_row(f, 2);
	db_row_null(row);
	db_row_bigint(row, 1); /* of an integer */
	copy_rows(f, 10000, 1);
	assert_int_equal(db_copy_end(f->db, &f->err), RC_FAIL);
	assert_non_null(strstr(f->err.text, "line 11"));
	db_rollback(f->db);
	assert_int_equal(number(f, f->db, COUNT), 0);
	assert_int_equal(number(f, f->db, PID), pid);
}

static void an_abandoned_copy_keeps_nothing(void **state)
{
	struct fixture *f = *state;
	bool got;

	assert_ok(f, db_lock(f->db, &stmts[LOCK], "ingest", &got, &f->err));
	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_copy_begin(f->db, &stmts[COPY], &f->err));
	copy_rows(f, 5000, 1);
	db_rollback(f->db);
	assert_int_equal(number(f, f->db, COUNT), 0);
	assert_int_equal(db_copy_begin(f->db, &stmts[COUNT], &f->err), RC_FAIL);
	assert_int_equal(db_copy_begin(f->db, &stmts[COPY_TEXT], &f->err), RC_FAIL);
	db_rollback(f->db);
}

static void a_row_beyond_the_cap_is_refused(void **state)
{
	struct fixture *f = *state;
	char *huge = os_alloc(5u << 20);

	memset(huge, 'x', (5u << 20) - 1);
	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_copy_begin(f->db, &stmts[COPY], &f->err));
	copy_rows(f, 10, 1);
	copy_row(f, huge, 1);
	assert_int_equal(db_copy_end(f->db, &f->err), RC_FAIL);
	db_rollback(f->db);
	assert_int_equal(number(f, f->db, COUNT), 0);
	os_free(huge);
}

static void a_connection_lost_while_copying(void **state)
{
	struct fixture *f = *state;
	int64_t pid = number(f, f->db, PID);

	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_copy_begin(f->db, &stmts[COPY], &f->err));
	copy_rows(f, 100, 1);
	cut(f, pid);
	assert_int_equal(db_copy_end(f->db, &f->err), RC_UNAVAILABLE);
	db_rollback(f->db);
	assert_int_equal(number(f, f->db, COUNT), 0);
}

int run_copy(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(copied_text_comes_back),
	    CASE(copied_values_are_those_of_their_text),
	    CASE(copied_decimals_are_those_of_their_text),
	    CASE(a_large_copy),
	    CASE(a_refused_row_keeps_nothing),
	    CASE(an_abandoned_copy_keeps_nothing),
	    CASE(a_row_beyond_the_cap_is_refused),
	    CASE(a_connection_lost_while_copying),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
