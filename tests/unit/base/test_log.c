#include "core/base/log.h"

#include <unistd.h>

#include "tests/unit/unit.h"

static char line[8192];

/* What one call puts on stderr, in line; its own stderr comes back whatever happens. */
#define CAPTURE(call)                                                                                                                      \
	do {                                                                                                                                   \
		int ends_[2], saved_ = dup(STDERR_FILENO);                                                                                         \
		assert_int_equal(pipe(ends_), 0);                                                                                                  \
		(void)dup2(ends_[1], STDERR_FILENO);                                                                                               \
		(void)close(ends_[1]);                                                                                                             \
		call;                                                                                                                              \
		(void)dup2(saved_, STDERR_FILENO);                                                                                                 \
		(void)close(saved_);                                                                                                               \
		ssize_t n_ = read(ends_[0], line, sizeof(line) - 1);                                                                               \
		line[n_ < 0 ? 0 : n_] = '\0';                                                                                                      \
		(void)close(ends_[0]);                                                                                                             \
	} while (0)

static void a_line_is_logfmt(void **state)
{
	(void)state;
	log_setup("windfall", LOG_INFO);
	CAPTURE(log_line(LOG_WARN, "fetch", "path=%s status=%d", log_quote("/a b"), 503));
	assert_memory_equal(line, "ts=20", 5);
	assert_non_null(strstr(line, "Z level=warn program=windfall event=fetch path=\"/a b\" status=503\n"));
}

static void context_comes_and_goes(void **state)
{
	(void)state;
	log_context("run_id", "18");
	CAPTURE(log_line(LOG_INFO, "start", "%s", ""));
	assert_non_null(strstr(line, "program=windfall run_id=18 event=start\n"));
	log_context("run_id", NULL);
	CAPTURE(log_line(LOG_INFO, "start", "%s", ""));
	assert_null(strstr(line, "run_id"));
}

static void what_is_below_the_level_is_left_out(void **state)
{
	(void)state;
	log_setup("windfall", LOG_WARN);
	CAPTURE(log_line(LOG_INFO, "quiet", "a=1"));
	assert_string_equal(line, "");
	log_setup("windfall", LOG_INFO);
}

static void a_long_line_is_cut_but_ends(void **state)
{
	(void)state;
	CAPTURE(log_line(LOG_INFO, "long", "x=%06000d", 1));
	assert_true(strlen(line) < 4097);
	assert_int_equal(line[strlen(line) - 1], '\n');
}

static void quotes(void **state)
{
	(void)state;
	assert_string_equal(log_quote("plain-1.5"), "plain-1.5");
	assert_string_equal(log_quote(""), "\"\"");
	assert_string_equal(log_quote(NULL), "\"\"");
	assert_string_equal(log_quote("a=b"), "\"a=b\"");
	assert_string_equal(log_quote("say \"x\"\\\n"), "\"say \\\"x\\\"\\\\ \"");
	static char big[5000];
	memset(big, 'y', sizeof(big) - 1);
	assert_true(strlen(log_quote(big)) < 1024);
	const char *a = log_quote("a a"), *b = log_quote("b b"), *c = log_quote("c c"), *d = log_quote("d d");
	assert_string_equal(a, "\"a a\"");
	assert_string_equal(b, "\"b b\"");
	assert_string_equal(c, "\"c c\"");
	assert_string_equal(d, "\"d d\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_is_logfmt),
	    cmocka_unit_test(context_comes_and_goes),
	    cmocka_unit_test(what_is_below_the_level_is_left_out),
	    cmocka_unit_test(a_long_line_is_cut_but_ends),
	    cmocka_unit_test(quotes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
