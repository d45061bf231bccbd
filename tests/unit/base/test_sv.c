#include "tests/unit/unit.h"

static void equality(void **state)
{
	(void)state;
	assert_true(sv_eq(SV("abc"), SV("abc")));
	assert_false(sv_eq(SV("abc"), SV("abd")));
	assert_false(sv_eq(SV("abc"), SV("ab")));
	assert_true(sv_eq(sv_of(NULL), SV("")));
	assert_true(sv_eq_str(SV("x"), "x"));
	assert_true(sv_eq((struct sv){"a\0b", 3}, (struct sv){"a\0b", 3}));
	assert_false(sv_eq((struct sv){"a\0b", 3}, (struct sv){"a\0c", 3}));
}

static void ends_and_starts(void **state)
{
	(void)state;
	assert_true(sv_starts(SV("2025-04-01.jsonl.gz"), SV("2025-")));
	assert_true(sv_ends(SV("2025-04-01.jsonl.gz"), SV(".jsonl.gz")));
	assert_false(sv_ends(SV(".gz"), SV("x.gz")));
	assert_true(sv_starts(SV(""), SV("")));
	assert_true(sv_ends(SV(""), SV("")));
	assert_false(sv_starts(SV(""), SV("a")));
}

static void next_cuts_parts(void **state)
{
	(void)state;
	struct sv rest = SV("a,,bc"), part;
	assert_true(sv_next(&rest, ',', &part));
	assert_sv_equal(part, "a");
	assert_true(sv_next(&rest, ',', &part));
	assert_sv_equal(part, "");
	assert_true(sv_next(&rest, ',', &part));
	assert_sv_equal(part, "bc");
	assert_false(sv_next(&rest, ',', &part));
}

static void a_last_separator_ends_the_last_part(void **state)
{
	(void)state;
	struct sv rest = SV("line\n"), part;
	assert_true(sv_next(&rest, '\n', &part));
	assert_sv_equal(part, "line");
	assert_false(sv_next(&rest, '\n', &part));
}

static void copy_fits_or_leaves_empty(void **state)
{
	(void)state;
	char out[4] = "zzz";
	assert_true(sv_copy(SV("abc"), out, sizeof(out)));
	assert_string_equal(out, "abc");
	assert_false(sv_copy(SV("abcd"), out, sizeof(out)));
	assert_string_equal(out, "");
	assert_true(sv_copy(sv_of(NULL), out, sizeof(out)));
	assert_string_equal(out, "");
	assert_false(sv_copy(SV(""), out, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equality),
	    cmocka_unit_test(ends_and_starts),
	    cmocka_unit_test(next_cuts_parts),
	    cmocka_unit_test(a_last_separator_ends_the_last_part),
	    cmocka_unit_test(copy_fits_or_leaves_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
