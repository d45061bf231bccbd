#include "core/base/arena.h"
#include "tests/unit/unit.h"

static void zeroed_and_aligned_also_after_reset(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 1 << 20);
	for (int round = 0; round < 2; round++) {
		for (size_t size = 1; size < 200; size++) {
			unsigned char *p = arena_alloc(&a, size);
			assert_non_null(p);
			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xff, size);
		}
		arena_reset(&a);
	}
	arena_fini(&a);
}

static void cap_is_kept_and_failure_sticks(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 1024);
	assert_non_null(arena_alloc(&a, 1000));
	assert_null(arena_alloc(&a, 100));
	assert_true(a.failed);
	assert_null(arena_alloc(&a, 1));
	arena_reset(&a);
	assert_false(a.failed);
	assert_non_null(arena_alloc(&a, 1024));
	assert_null(arena_alloc(&a, 1));
	arena_fini(&a);
}

static void huge_sizes_do_not_wrap(void **state)
{
	(void)state;
	struct arena a;
	size_t cap = SIZE_MAX / 8;
	arena_init(&a, 1024);
	assert_null(arena_alloc(&a, SIZE_MAX));
	arena_reset(&a);
	assert_null(arena_alloc(&a, SIZE_MAX - 3));
	arena_reset(&a);
	assert_null(arena_grow(&a, NULL, cap, &cap, 16));
	assert_true(a.failed);
	arena_reset(&a);
	assert_null(arena_dup(&a, (struct sv){"x", SIZE_MAX}));
	assert_true(a.failed);
	arena_fini(&a);
}

static void a_piece_larger_than_a_block(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 4 << 20);
	char *big = arena_alloc(&a, 1 << 20), *small = arena_alloc(&a, 16);
	assert_non_null(big);
	assert_non_null(small);
	memset(big, 1, 1 << 20);
	assert_int_equal(small[0], 0);
	arena_fini(&a);
}

static void texts(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 4096);
	assert_string_equal(arena_dup(&a, (struct sv){"T_SGRWO-1,", 9}), "T_SGRWO-1");
	assert_string_equal(arena_dup(&a, sv_of(NULL)), "");
	assert_string_equal(arena_printf(&a, "%s:%d", "day", 5), "day:5");
	assert_null(arena_printf(&a, "%05000d", 1));
	assert_true(a.failed);
	arena_fini(&a);
}

static void grow_keeps_items(void **state)
{
	(void)state;
	struct arena a;
	int *items = NULL;
	size_t cap = 0, n = 0;
	arena_init(&a, 1 << 20);
	while (n < 1000) {
		items = arena_grow(&a, items, n, &cap, sizeof(*items));
		assert_non_null(items);
		assert_true(cap > n);
		items[n] = (int)n;
		n++;
	}
	for (size_t i = 0; i < n; i++)
		assert_int_equal(items[i], i);
	arena_fini(&a);
}

static void in_memory_of_the_callers(void **state)
{
	(void)state;
	_Alignas(max_align_t) static char memory[4096];
	struct arena a;
	for (int pass = 0; pass < 2; pass++) {
		size_t n = 0;
		arena_init_in(&a, memory, sizeof(memory));
		for (char *p; (p = arena_alloc(&a, 100)) != NULL; n++)
			assert_true(p >= memory && p + 100 <= memory + sizeof(memory));
		assert_true(a.failed && n > 30);
		arena_reset(&a);
		assert_non_null(arena_alloc(&a, 3000));
		arena_fini(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(zeroed_and_aligned_also_after_reset),
	    cmocka_unit_test(cap_is_kept_and_failure_sticks),
	    cmocka_unit_test(huge_sizes_do_not_wrap),
	    cmocka_unit_test(a_piece_larger_than_a_block),
	    cmocka_unit_test(texts),
	    cmocka_unit_test(grow_keeps_items),
	    cmocka_unit_test(in_memory_of_the_callers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
