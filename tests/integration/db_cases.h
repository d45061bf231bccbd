/* What the cases of core/io/db share: statements, connections and their end. */
#ifndef WINDFALL_TESTS_DB_CASES_H
#define WINDFALL_TESTS_DB_CASES_H

#include "core/io/db.h"
#include "tests/unit/unit.h"

#define HASTY_MS 1000 /* a deadline that a slow machine keeps too */
#define HUNG_MS 60000 /* what no slowness takes */

enum { ECHO, PID, KILL, BUSY, SLEEP, COUNT, INSERT, ALL, LOCK, PREPARED, VIEW, REFUSED, NOTICE, TYPES, MOMENT, NAP };
enum { COPY = NAP + 1, COPY_TEXT, TYPED, SAME };

extern const struct db_stmt stmts[];

struct fixture {
	struct db *db, *fate;
	struct err err;
};

struct db *open_db(int timeout_ms);
int set_up(void **state);
int tear_down(void **state);

#define assert_ok(f, call)                                                                                                                 \
	do {                                                                                                                                   \
		if ((call) != RC_OK)                                                                                                               \
			fail_msg("%s", (f)->err.text);                                                                                                 \
	} while (0)

/* The one number that a statement gives. */
int64_t number(struct fixture *f, struct db *db, int stmt);

/* The server ends this connection, and has done so on return. */
void cut(struct fixture *f, int64_t pid);

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* The cases of statements asked together, and those of COPY; how many failed. */
int run_together(void);
int run_copy(void);

#endif
