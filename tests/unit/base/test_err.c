#include "core/base/err.h"
#include "tests/unit/unit.h"

static void set_keeps_code_and_text(void **state)
{
	(void)state;
	struct err err;
	assert_int_equal(err_set(&err, RC_DATA, "row %d", 7), RC_DATA);
	assert_int_equal(err.rc, RC_DATA);
	assert_string_equal(err.text, "row 7");
}

static void wrap_puts_context_before(void **state)
{
	(void)state;
	struct err err;
	(void)err_set(&err, RC_TIMEOUT, "no answer in %d s", 20);
	assert_int_equal(err_wrap(&err, "period %d", 46), RC_TIMEOUT);
	assert_int_equal(err_wrap(&err, "2025-03-30"), RC_TIMEOUT);
	assert_string_equal(err.text, "2025-03-30: period 46: no answer in 20 s");
}

static void long_texts_are_cut(void **state)
{
	(void)state;
	struct err err;
	char text[2 * ERR_TEXT_MAX];
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	(void)err_set(&err, RC_FAIL, "%s", text);
	assert_int_equal(strlen(err.text), ERR_TEXT_MAX - 1);
	(void)err_wrap(&err, "context");
	assert_int_equal(strlen(err.text), ERR_TEXT_MAX - 1);
	assert_memory_equal(err.text, "context: xxx", 12);
}

static void nobody_needs_to_listen(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, RC_USAGE, "unheard"), RC_USAGE);
	assert_int_equal(err_wrap(NULL, "unheard"), RC_FAIL);
}

static void exit_statuses(void **state)
{
	(void)state;
	static const struct {
		enum rc rc;
		int status;
	} cases[] = {
	    {RC_OK, 0},      {RC_FAIL, 1},    {RC_USAGE, 64},   {RC_DATA, 65},     {RC_UNAVAILABLE, 69},
	    {RC_PARTLY, 75}, {RC_CONFIG, 78}, {RC_TIMEOUT, 69}, {RC_NOT_FOUND, 1},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(err_exit_status(cases[i].rc), cases[i].status);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(set_keeps_code_and_text), cmocka_unit_test(wrap_puts_context_before),
	    cmocka_unit_test(long_texts_are_cut),      cmocka_unit_test(nobody_needs_to_listen),
	    cmocka_unit_test(exit_statuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
