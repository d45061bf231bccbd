#include "core/io/gzip.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "tests/unit/unit.h"

static char path[] = "/tmp/windfall-gzip-XXXXXX";

static enum rc line_join(void *ctx, struct sv line, struct err *err)
{
	struct buf *joined = ctx;

	buf_add_char(joined, '[');
	buf_add_sv(joined, line);
	buf_add_char(joined, ']');
	return sv_eq_str(line, "refuse me") ? err_set(err, RC_CONFIG, "refused") : RC_OK;
}

static void member_add(struct buf *file, const char *text)
{
	assert_int_equal(gzip_pack(sv_of(text), file, NULL), RC_OK);
}

/* Writes bytes, reads them as lines, and expects this result and error. */
static void assert_read(struct sv bytes, enum rc want, const char *want_lines, const char *want_err)
{
	struct err err = {0};
	struct buf joined;

	buf_init(&joined, 1 << 20);
	assert_int_equal(os_write_file(path, bytes, &err), RC_OK);
	assert_int_equal(gzip_read_lines(path, line_join, &joined, &err), want);
	assert_sv_equal(buf_sv(&joined), want_lines);
	assert_string_equal(want == RC_OK ? "" : strstr(err.text, ": "), want_err);
	buf_fini(&joined);
}

static void reads_members_as_one(void **state)
{
	struct buf file;

	(void)state;
	buf_init(&file, 1 << 20);
	member_add(&file, "one\ntw");
	member_add(&file, "");
	member_add(&file, "o\n\nfour");
	assert_read(buf_sv(&file), RC_OK, "[one][two][][four]", "");
	buf_fini(&file);
}

static void names_the_line_of_a_damaged_tail(void **state)
{
	struct buf file;
	size_t whole;

	(void)state;
	buf_init(&file, 1 << 20);
	member_add(&file, "one\n");
	whole = file.len;
	member_add(&file, "two\n");
	assert_read((struct sv){file.data, whole + 5}, RC_DATA, "[one]", ": line 2: the gzip data ends too early");
	assert_read((struct sv){file.data, file.len - 3}, RC_DATA, "[one][two]", ": line 3: the gzip data ends too early");
	buf_add_str(&file, "rubbish behind it");
	assert_read(buf_sv(&file), RC_DATA, "[one][two]", ": line 3: damaged gzip data");
	file.data[whole + 12] ^= 0x55;
	assert_read(buf_sv(&file), RC_DATA, "[one]", ": line 2: damaged gzip data");
	assert_read(SV("plain text\n"), RC_DATA, "", ": line 1: damaged gzip data");
	assert_read(SV(""), RC_DATA, "", ": line 1: the gzip data ends too early");
	buf_fini(&file);
}

static void ends_with_the_visitor(void **state)
{
	struct buf file;

	(void)state;
	buf_init(&file, 1 << 20);
	member_add(&file, "one\nrefuse me\nthree\n");
	assert_read(buf_sv(&file), RC_CONFIG, "[one][refuse me]", ": line 2: refused");
	buf_fini(&file);
}

static enum rc bytes_count(void *ctx, struct sv line, struct err *err)
{
	size_t *bytes = ctx;

	(void)err;
	*bytes += line.n + 1;
	return RC_OK;
}

static void reads_what_is_larger_than_its_buffers(void **state)
{
	struct buf text, file;
	struct err err;
	size_t bytes = 0;

	(void)state;
	buf_init(&text, 4 << 20);
	buf_init(&file, 4 << 20);
	for (int i = 0; text.len < 1000000; i++)
		buf_addf(&text, "%d%c", i, i % 1000 == 0 ? '\n' : ' ');
	buf_add_char(&text, '\n');
	assert_int_equal(gzip_pack(buf_sv(&text), &file, &err), RC_OK);
	assert_int_equal(os_write_file(path, buf_sv(&file), &err), RC_OK);
	assert_int_equal(gzip_read_lines(path, bytes_count, &bytes, &err), RC_OK);
	assert_int_equal(bytes, text.len);
	buf_fini(&file);
	buf_fini(&text);
}

static void refuses_a_bomb(void **state)
{
	struct buf zeros, file;
	struct err err;
	size_t bytes = 0;

	(void)state;
	buf_init(&zeros, LIMIT_ARCHIVE_LINE_BYTES + 4096);
	buf_init(&file, 4 << 20);
	for (size_t i = 0; i <= LIMIT_ARCHIVE_LINE_BYTES / 1024; i++)
		buf_addf(&zeros, "%01024d", 0);
	assert_int_equal(gzip_pack(buf_sv(&zeros), &file, &err), RC_OK);
	assert_int_equal(os_write_file(path, buf_sv(&file), &err), RC_OK);
	assert_int_equal(gzip_read_lines(path, bytes_count, &bytes, &err), RC_DATA);
	assert_non_null(strstr(err.text, "line 1: the line is too long"));
	buf_fini(&file);
	buf_fini(&zeros);
}

static void says_that_no_file_is_there(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(gzip_read_lines("/nowhere/at/all.gz", bytes_count, NULL, &err), RC_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_members_as_one),  cmocka_unit_test(names_the_line_of_a_damaged_tail),
	    cmocka_unit_test(ends_with_the_visitor), cmocka_unit_test(reads_what_is_larger_than_its_buffers),
	    cmocka_unit_test(refuses_a_bomb),        cmocka_unit_test(says_that_no_file_is_there),
	};
	int file = mkstemp(path), failed;

	if (file < 0)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)close(file);
	(void)unlink(path);
	return failed;
}
