/* core/io/db: statements asked together, as several callers of one turn do. */
#include "tests/integration/db_cases.h"

/* A caller's two turns. */
static int ask(struct fixture *f, struct db *db, int stmt, const char *param)
{
	db_ask_begin(db);
	assert_int_equal(db_run(db, &stmts[stmt], &param, NULL, &f->err), RC_FAIL);
	return db_ask_end(db);
}

static enum rc answer(struct fixture *f, struct db *db, int ticket, int stmt, const char *param)
{
	db_expect(db, ticket);
	return db_run(db, &stmts[stmt], &param, NULL, &f->err);
}

static void those_asked_together_share_a_trip(void **state)
{
	static const char *const params[] = {"a", "b", "c"};
	struct fixture *f = *state;
	struct db_result *r[3];
	int tickets[3];

	assert_int_equal(ask(f, f->db, MOMENT, "a"), DB_NOT_ASKED);
	assert_ok(f, answer(f, f->db, DB_NOT_ASKED, MOMENT, "a"));
	for (int i = 0; i < 3; i++)
		tickets[i] = ask(f, f->db, MOMENT, params[i]);
	for (int i = 0; i < 3; i++) {
		db_expect(f->db, tickets[i]);
		assert_ok(f, db_run(f->db, &stmts[MOMENT], &params[i], &r[i], &f->err));
		assert_string_equal(db_get(r[i], 0, 0), db_get(r[0], 0, 0)); /* of one transaction */
		assert_string_equal(db_get(r[i], 0, 1), params[i]);
	}
	for (int i = 0; i < 3; i++)
		db_result_free(r[i]);
}

static void an_error_of_one_is_not_the_others(void **state)
{
	struct fixture *f = *state;
	int64_t pid = number(f, f->db, PID);

	assert_ok(f, answer(f, f->db, DB_NOT_ASKED, REFUSED, "1"));
	for (int turn = 0; turn < 2; turn++) {
		int first = ask(f, f->db, REFUSED, "1"), wrong = ask(f, f->db, REFUSED, "0"), last = ask(f, f->db, REFUSED, "1");
		assert_ok(f, answer(f, f->db, first, REFUSED, "1"));
		assert_int_equal(answer(f, f->db, wrong, REFUSED, "0"), RC_FAIL);
		assert_non_null(strstr(f->err.text, "division by zero"));
		assert_ok(f, answer(f, f->db, last, REFUSED, "1"));
	}
	assert_int_equal(number(f, f->db, PID), pid);
}

static void a_late_one_delays_the_others_and_no_more(void **state)
{
	struct fixture *f = *state;
	struct db *hasty = open_db(HASTY_MS);

	assert_ok(f, answer(f, hasty, DB_NOT_ASKED, NAP, "0"));
	int first = ask(f, hasty, NAP, "0"), late = ask(f, hasty, NAP, "600"), last = ask(f, hasty, NAP, "0");
	assert_ok(f, answer(f, hasty, first, NAP, "0"));
	assert_int_equal(answer(f, hasty, late, NAP, "600"), RC_TIMEOUT);
	assert_ok(f, answer(f, hasty, last, NAP, "0"));
	assert_int_equal(db_failures(hasty), 1);
	db_close(hasty);
}

static void a_connection_lost_after_all_asked(void **state)
{
	struct fixture *f = *state;
	int64_t pid = number(f, f->db, PID);
	int first = ask(f, f->db, PID, NULL), last = ask(f, f->db, PID, NULL);

	cut(f, pid);
	assert_ok(f, answer(f, f->db, first, PID, NULL));
	assert_ok(f, answer(f, f->db, last, PID, NULL));
	assert_int_equal(db_failures(f->db), 0);
}

static void a_result_is_given_to_its_own_statement_alone(void **state)
{
	struct fixture *f = *state;
	int64_t pid = number(f, f->db, PID);
	int first = ask(f, f->db, PID, NULL), last = ask(f, f->db, PID, NULL);

	assert_int_equal(number(f, f->db, COUNT), 0); /* asked by itself, in between */
	db_expect(f->db, first);
	assert_int_equal(number(f, f->db, COUNT), 0);
	db_expect(f->db, last);
	assert_int_equal(number(f, f->db, PID), pid);
	assert_int_not_equal(ask(f, f->db, PID, NULL), DB_NOT_ASKED);
	assert_int_equal(number(f, f->db, COUNT), 0); /* nobody came for that one */
}

int run_together(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(those_asked_together_share_a_trip),
	    CASE(an_error_of_one_is_not_the_others),
	    CASE(a_late_one_delays_the_others_and_no_more),
	    CASE(a_connection_lost_after_all_asked),
	    CASE(a_result_is_given_to_its_own_statement_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
