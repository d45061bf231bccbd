#include "core/base/buf.h"
#include "tests/unit/unit.h"

static void grows_and_ends_with_nul(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 100000);
	assert_string_equal(buf_str(&b), "");
	for (int i = 0; i < 20000; i++)
		buf_add_str(&b, "abcde");
	assert_true(buf_ok(&b));
	assert_int_equal(b.len, 100000);
	assert_int_equal(strlen(buf_str(&b)), 100000);
	buf_fini(&b);
}

static void full_to_the_last_byte_then_sticky(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 5);
	buf_add_str(&b, "12345");
	assert_true(buf_ok(&b));
	buf_add_char(&b, '6');
	assert_false(buf_ok(&b));
	assert_sv_equal(buf_sv(&b), "12345");
	buf_add(&b, "", 0);
	assert_false(buf_ok(&b));
	buf_clear(&b);
	assert_true(buf_ok(&b));
	buf_add_str(&b, "ok");
	assert_sv_equal(buf_sv(&b), "ok");
	buf_fini(&b);
}

static void a_failure_skips_what_would_fit_later(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 4);
	buf_add_str(&b, "too long");
	buf_add_char(&b, 'x');
	assert_false(buf_ok(&b));
	assert_int_equal(b.len, 0);
	buf_fini(&b);
}

static void formats(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 1000);
	buf_addf(&b, "%s=%d ", "period", 46);
	buf_addf(&b, "%s", "");
	buf_addf(&b, "%0300d", 1);
	assert_true(buf_ok(&b));
	assert_int_equal(b.len, 10 + 300);
	buf_addf(&b, "%0700d", 1);
	assert_false(buf_ok(&b));
	assert_int_equal(b.len, 310);
	buf_fini(&b);
}

static void a_huge_length_does_not_wrap(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 1000);
	buf_add_char(&b, 'a');
	buf_add(&b, "x", SIZE_MAX);
	assert_false(buf_ok(&b));
	assert_sv_equal(buf_sv(&b), "a");
	buf_fini(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grows_and_ends_with_nul),
	    cmocka_unit_test(full_to_the_last_byte_then_sticky),
	    cmocka_unit_test(a_failure_skips_what_would_fit_later),
	    cmocka_unit_test(formats),
	    cmocka_unit_test(a_huge_length_does_not_wrap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
