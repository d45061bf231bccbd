#include "fcgi/bearer.h"

#include "tests/unit/unit.h"

static void only_a_bearer_token_is_one(void **state)
{
	static const struct {
		const char *field, *token; /* NULL: none */
	} cases[] = {
	    {"Bearer abc", "abc"},     {"bearer   a-Z0._~+/==", "a-Z0._~+/=="},
	    {"BEARER x", "x"},         {"", NULL},
	    {"Bearer", NULL},          {"Bearer ", NULL},
	    {"Bearer    ", NULL},      {"Bearerabc", NULL},
	    {"Basic abc", NULL},       {"Bearer a b", NULL},
	    {"Bearer a,b", NULL},      {"Bearer a=b", NULL},
	    {"Bearer \"a\"", NULL},    {"Bearer a\n", NULL},
	    {"Bearer \xc3\xa9", NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sv token = SV("");
		bool found = bearer_read(sv_of(cases[i].field), &token);
		if (found != (cases[i].token != NULL))
			fail_msg("\"%s\": %s", cases[i].field, found ? "taken" : "refused");
		if (found)
			assert_sv_equal(token, cases[i].token);
	}
	assert_false(bearer_read((struct sv){"Bearer a\0b", 10}, &(struct sv){0}));
}

static void no_longer_than_256_bytes(void **state)
{
	char field[7 + 257] = {'B', 'e', 'a', 'r', 'e', 'r', ' '};
	struct sv token;
	(void)state;
	memset(field + 7, 'a', sizeof(field) - 7);
	assert_true(bearer_read((struct sv){field, sizeof(field) - 1}, &token));
	assert_false(bearer_read((struct sv){field, sizeof(field)}, &token));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_a_bearer_token_is_one),
	    cmocka_unit_test(no_longer_than_256_bytes),
	};
	return cmocka_run_group_tests_name("fcgi/bearer", tests, NULL, NULL);
}
