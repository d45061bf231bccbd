#include "core/base/os.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/unit.h"

struct fixture {
	char dir[64];
	char path[128];
	struct buf text;
	struct err err;
};

static int setup(void **state)
{
	struct fixture *f = os_alloc(sizeof(*f));
	(void)snprintf(f->dir, sizeof(f->dir), "/tmp/windfall-test-os-XXXXXX");
	if (mkdtemp(f->dir) == NULL)
		return -1;
	(void)snprintf(f->path, sizeof(f->path), "%s/file", f->dir);
	buf_init(&f->text, 1000);
	*state = f;
	return 0;
}

static enum rc remove_one(void *ctx, const char *name, struct err *err)
{
	(void)err;
	char path[512];
	(void)snprintf(path, sizeof(path), "%s/%s", (const char *)ctx, name);
	(void)remove(path);
	return RC_OK;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	buf_fini(&f->text);
	enum rc rc = os_list_dir(f->dir, "", remove_one, f->dir, &f->err);
	int left = rmdir(f->dir);
	os_free(f);
	return rc == RC_OK ? left : -1;
}

static enum rc collect(void *ctx, const char *name, struct err *err)
{
	buf_addf(ctx, "%s ", name);
	return strcmp(name, "stop.gz") == 0 ? err_set(err, RC_PARTLY, "stopped") : RC_OK;
}

static void written_bytes_are_read(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(os_write_file(f->path, SV("first"), &f->err), RC_OK);
	assert_int_equal(os_write_file(f->path, (struct sv){"a\0b", 3}, &f->err), RC_OK);
	assert_int_equal(os_read_file(f->path, &f->text, &f->err), RC_OK);
	assert_true(sv_eq(buf_sv(&f->text), (struct sv){"a\0b", 3}));
}

static void nothing_else_is_left_beside(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(os_write_file(f->path, SV("x"), &f->err), RC_OK);
	assert_int_equal(os_list_dir(f->dir, "", collect, &f->text, &f->err), RC_OK);
	assert_string_equal(buf_str(&f->text), "file ");
}

/* A reader that opened the old file keeps the old bytes: the new ones are another inode, renamed over it. */
static void replacing_is_one_step(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(os_write_file(f->path, SV("old"), &f->err), RC_OK);
	FILE *reader = fopen(f->path, "r");
	assert_non_null(reader);
	assert_int_equal(os_write_file(f->path, SV("new!"), &f->err), RC_OK);
	char seen[8] = "";
	assert_int_equal(fread(seen, 1, sizeof(seen) - 1, reader), 3);
	assert_string_equal(seen, "old");
	(void)fclose(reader);
	assert_int_equal(os_read_file(f->path, &f->text, &f->err), RC_OK);
	assert_string_equal(buf_str(&f->text), "new!");
}

static void a_failed_write_keeps_the_old_bytes(void **state)
{
	struct fixture *f = *state;
	char inside[160];
	assert_int_equal(os_make_dir(f->path, &f->err), RC_OK);
	assert_int_equal(os_write_file(f->path, SV("x"), &f->err), RC_FAIL); /* a folder is in the way */
	assert_non_null(strstr(f->err.text, f->path));
	assert_true(os_is_dir(f->path));
	(void)snprintf(inside, sizeof(inside), "%s/none/file", f->dir);
	assert_int_equal(os_write_file(inside, SV("x"), &f->err), RC_FAIL);
	assert_int_equal(os_list_dir(f->dir, "", collect, &f->text, &f->err), RC_OK);
	assert_string_equal(buf_str(&f->text), "file ");
}

static void an_absent_file_is_not_found(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(os_read_file(f->path, &f->text, &f->err), RC_NOT_FOUND);
	assert_int_equal(os_read_file(f->dir, &f->text, &f->err), RC_FAIL);
	assert_int_equal(os_list_dir(f->path, "", collect, &f->text, &f->err), RC_NOT_FOUND);
}

static void a_file_past_the_cap_is_refused(void **state)
{
	struct fixture *f = *state;
	char big[1001];
	memset(big, 'x', sizeof(big));
	assert_int_equal(os_write_file(f->path, (struct sv){big, sizeof(big)}, &f->err), RC_OK);
	assert_int_equal(os_read_file(f->path, &f->text, &f->err), RC_DATA);
}

static void folders_with_parents(void **state)
{
	struct fixture *f = *state;
	char deep[160];
	(void)snprintf(deep, sizeof(deep), "%s/a/b/", f->dir);
	assert_int_equal(os_make_dir(deep, &f->err), RC_OK);
	assert_int_equal(os_make_dir(deep, &f->err), RC_OK);
	assert_true(os_is_dir(deep));
	assert_int_equal(rmdir(deep), 0);
	(void)snprintf(deep, sizeof(deep), "%s/a", f->dir);
	assert_int_equal(os_write_file(f->path, SV("x"), &f->err), RC_OK);
	assert_int_equal(os_make_dir(f->path, &f->err), RC_CONFIG);
	assert_int_equal(os_make_dir("", &f->err), RC_FAIL);
}

static void listing_is_sorted_filtered_and_stops(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = {"c.gz", "a.gz", "b.txt", "stop.gz", "z.gz"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		(void)snprintf(f->path, sizeof(f->path), "%s/%s", f->dir, names[i]);
		assert_int_equal(os_write_file(f->path, SV(""), &f->err), RC_OK);
	}
	assert_int_equal(os_list_dir(f->dir, ".gz", collect, &f->text, &f->err), RC_PARTLY);
	assert_string_equal(buf_str(&f->text), "a.gz c.gz stop.gz ");
	assert_string_equal(f->err.text, "stopped");
}

static void a_signal_only_sets_the_flag(void **state)
{
	(void)state;
	os_catch_signals();
	assert_false(os_stopping());
	assert_int_equal(raise(SIGTERM), 0);
	assert_true(os_stopping());
}

static void memory_and_chance(void **state)
{
	struct fixture *f = *state;
	unsigned char a[32] = {0}, b[32] = {0};
	assert_int_equal(os_random(a, sizeof(a), &f->err), RC_OK);
	assert_int_equal(os_random(b, sizeof(b), &f->err), RC_OK);
	assert_memory_not_equal(a, b, sizeof(a));
	assert_true(os_peak_memory_kb() > 100);
	os_free(NULL);
	char *copy = os_strdup("text");
	assert_string_equal(copy, "text");
	os_free(copy);
}

int main(void)
{
#define FILE_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
	    FILE_TEST(written_bytes_are_read),      FILE_TEST(nothing_else_is_left_beside),
	    FILE_TEST(replacing_is_one_step),       FILE_TEST(a_failed_write_keeps_the_old_bytes),
	    FILE_TEST(an_absent_file_is_not_found), FILE_TEST(a_file_past_the_cap_is_refused),
	    FILE_TEST(folders_with_parents),        FILE_TEST(listing_is_sorted_filtered_and_stops),
	    FILE_TEST(memory_and_chance),           cmocka_unit_test(a_signal_only_sets_the_flag),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
