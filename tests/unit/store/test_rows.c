#include "core/store/rows.h"

#include "tests/unit/unit.h"

static void columns_become_arrays(void **state)
{
	(void)state;
	struct rows rows;
	const char *params[2];
	struct err err;
	rows_init(&rows, 2);
	rows_add(&rows, (const char *const[]){"1", "a \"b\" \\ {c},d"});
	rows_add(&rows, (const char *const[]){"2", NULL});
	assert_int_equal(rows_params(&rows, params, &err), RC_OK);
	assert_string_equal(params[0], "{\"1\",\"2\"}");
	assert_string_equal(params[1], "{\"a \\\"b\\\" \\\\ {c},d\",NULL}");
	rows_fini(&rows);
}

static void no_row_is_an_empty_array(void **state)
{
	(void)state;
	struct rows rows;
	const char *params[1];
	struct err err;
	rows_init(&rows, 1);
	assert_int_equal(rows_params(&rows, params, &err), RC_OK);
	assert_string_equal(params[0], "{}");
	rows_fini(&rows);
}

static void numbers_are_exact(void **state)
{
	(void)state;
	char text[ROWS_NUMBER_MAX];
	assert_string_equal(rows_number(text, -1234567890, 9), "-1.23456789");
	assert_string_equal(rows_number(text, 42, 0), "42");
}

static void what_was_kept_is_compared_by_value(void **state)
{
	(void)state;
	assert_true(rows_number_is("3.12500000", 312500000, 8));
	assert_true(rows_number_is("-0.5", -500000, 6));
	assert_false(rows_number_is("3.12500001", 312500000, 8));
	assert_false(rows_number_is(NULL, 0, 6));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_become_arrays),
	    cmocka_unit_test(no_row_is_an_empty_array),
	    cmocka_unit_test(numbers_are_exact),
	    cmocka_unit_test(what_was_kept_is_compared_by_value),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
