/* Every kept input of every fuzz target, once: those of tests/corpus/<target> and what fuzzing found, tests/fuzz/corpus/<target>. */
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/limits.h"
#include "core/base/os.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/ingest/corpus_parsers.h"
#include "tests/unit/unit.h"

struct walk {
	const struct fuzz_target *target;
	const char *dir, *file; /* file: of each folder in dir; NULL: dir holds the files */
	int inputs;
};

static enum rc run_input(void *ctx, const char *name, struct err *err)
{
	struct walk *walk = ctx;
	char path[256];
	struct buf input;

	(void)snprintf(path, sizeof(path), "%s/%s%s%s", walk->dir, name, walk->file ? "/" : "", walk->file ? walk->file : "");
	buf_init(&input, LIMIT_FILE_BYTES);
	if (os_read_file(path, &input, err) == RC_OK) {
		fuzz_run(walk->target, buf_sv(&input));
		walk->inputs++;
	}
	buf_fini(&input);
	return RC_OK;
}

static int run_folder(const struct fuzz_target *target, const char *root, const char *kind, const char *file)
{
	char dir[128];
	struct walk walk = {target, dir, file, 0};
	struct err err;

	(void)snprintf(dir, sizeof(dir), "%s/%s/%s", root, target->name, kind);
	(void)!os_list_dir(dir, "", run_input, &walk, &err);
	return walk.inputs;
}

static void keeps_its_promises(void **state)
{
	const struct fuzz_target *target = *state;
	int inputs = run_folder(target, "tests/corpus", "valid", "input") + run_folder(target, "tests/corpus", "invalid", "input") +
	             run_folder(target, "tests/fuzz/corpus", "", NULL);

	assert_int_not_equal(inputs, 0);
}

static void every_parser_of_the_corpus_is_a_target(void **state)
{
	(void)state;
	for (const struct corpus_parser *parser = corpus_parsers; parser->name; parser++) {
		if (!fuzz_find(parser->name))
			fail_msg("tests/fuzz/replies.c has no target \"%s\"", parser->name);
	}
}

#define TARGETS_MAX 64
static struct CMUnitTest tests[TARGETS_MAX] = {cmocka_unit_test(every_parser_of_the_corpus_is_a_target)};
static size_t tests_n = 1;

static void add(const struct fuzz_target *target)
{
	for (; target->name && tests_n < TARGETS_MAX; target++)
		tests[tests_n++] =
		    (struct CMUnitTest){.name = target->name, .test_func = keeps_its_promises, .initial_state = (void *)(uintptr_t)target};
}

int main(void)
{
	add(fuzz_replies);
	add(fuzz_requests);
	return _cmocka_run_group_tests("kept inputs", tests, tests_n, NULL, NULL);
}
