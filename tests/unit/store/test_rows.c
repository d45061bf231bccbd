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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_become_arrays),
	    cmocka_unit_test(no_row_is_an_empty_array),
	    cmocka_unit_test(numbers_are_exact),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
