#include "core/base/child.h"

#include <unistd.h>

#include "tests/unit/unit.h"

#define SIZE 4096

/* Adds one at each turn, and ends at 0. */
static void count_up(struct child *self, void *ctx)
{
	int *shared = ctx;
	struct err err;
	while (child_take(self, NULL, NULL, &err) == RC_OK && *shared != 0) {
		(*shared)++;
		child_give(self);
	}
}

static void works_on_shared_memory_turn_by_turn(void **state)
{
	(void)state;
	struct child child;
	struct err err = {0};
	int *shared = child_share(SIZE);
	assert_non_null(shared);
	*shared = 40;
	assert_int_equal(child_start(&child, count_up, shared, &err), RC_OK);
	for (int i = 1; i <= 2; i++) {
		child_give(&child);
		assert_int_equal(child_take(&child, NULL, NULL, &err), RC_OK);
		assert_int_equal(*shared, 40 + i);
	}
	child_end(&child);
	assert_int_equal(child.pid, 0);
	child_unshare(shared, SIZE);
}

static void says_when_the_other_side_has_ended(void **state)
{
	(void)state;
	struct child child;
	struct err err = {0};
	int *shared = child_share(SIZE);
	assert_non_null(shared);
	assert_int_equal(child_start(&child, count_up, shared, &err), RC_OK);
	child_give(&child); /* it finds 0, and ends */
	assert_int_equal(child_take(&child, NULL, NULL, &err), RC_FAIL);
	assert_string_equal(err.text, "the process that reads ahead ended without a word");
	child_give(&child); /* to no one: that is no fault of its own */
	child_end(&child);
	child_unshare(shared, SIZE);
}

/* Tells whether a descriptor that was open in the parent is open here. */
static void look_at_descriptor(struct child *self, void *ctx)
{
	int *fd = ctx;
	*fd = write(*fd, "", 0) < 0 ? -1 : *fd;
	child_give(self);
}

static void keeps_no_descriptor_of_the_parent(void **state)
{
	(void)state;
	struct child child;
	struct err err = {0};
	int ends[2], *shared = child_share(SIZE);
	assert_non_null(shared);
	assert_int_equal(pipe(ends), 0);
	*shared = dup2(ends[1], 20);
	assert_int_equal(child_start(&child, look_at_descriptor, shared, &err), RC_OK);
	assert_int_equal(child_take(&child, NULL, NULL, &err), RC_OK);
	assert_int_equal(*shared, -1);
	child_end(&child);
	(void)close(20);
	(void)close(ends[0]);
	(void)close(ends[1]);
	child_unshare(shared, SIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(works_on_shared_memory_turn_by_turn),
	    cmocka_unit_test(says_when_the_other_side_has_ended),
	    cmocka_unit_test(keeps_no_descriptor_of_the_parent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
