/* Each case of tests/corpus/<parser>/{valid,invalid}/<case>/ is one test: the parser reads `input`, and its rows (or, of an invalid case, its
 * error) must be the text in `expect`. What came instead is left in build/corpus, to be read and then, if right, to become `expect`. */
#include "core/base/limits.h"
#include "core/base/os.h"
#include "tests/unit/ingest/corpus_parsers.h"
#include "tests/unit/unit.h"

#define CORPUS "tests/corpus"
#define CASES_MAX 512
#define TEXT_MAX (1u << 20)

struct corpus_case {
	char name[160]; /* "stack/valid/null-id" */
	const struct corpus_parser *parser;
	bool valid;
};

static struct corpus_case cases[CASES_MAX];
static struct CMUnitTest tests[CASES_MAX];
static size_t cases_n;

static void read_part(const struct corpus_case *c, const char *part, struct buf *out)
{
	char path[256];
	struct err err;

	(void)snprintf(path, sizeof(path), CORPUS "/%s/%s", c->name, part);
	buf_init(out, LIMIT_FILE_BYTES);
	if (os_read_file(path, out, &err) != RC_OK && strcmp(part, "input") == 0)
		fail_msg("%s", err.text);
}

static void leave_what_came(const struct corpus_case *c, struct sv got)
{
	char path[256];
	struct err err;

	(void)snprintf(path, sizeof(path), "build/corpus/%s", c->name);
	if (os_make_dir(path, &err) != RC_OK)
		fail_msg("%s", err.text);
	(void)snprintf(path, sizeof(path), "build/corpus/%s/expect", c->name);
	if (os_write_file(path, got, &err) != RC_OK)
		fail_msg("%s", err.text);
	fail_msg("%s differs from " CORPUS "/%s/expect", path, c->name);
}

static void runs_case(void **state)
{
	const struct corpus_case *c = *state;
	struct err err = {0};
	struct buf input, expect, got;
	struct arena arena;
	enum rc rc;

	read_part(c, "input", &input);
	read_part(c, "expect", &expect);
	buf_init(&got, TEXT_MAX);
	arena_init(&arena, LIMIT_DAY_ARENA_BYTES);
	rc = c->parser->run(buf_sv(&input), &arena, &got, &err);
	if (rc != RC_OK) {
		buf_clear(&got);
		buf_addf(&got, "%s\n", err.text);
	}
	assert_int_equal(rc, c->valid ? RC_OK : RC_DATA);
	if (!sv_eq(buf_sv(&got), buf_sv(&expect)))
		leave_what_came(c, buf_sv(&got));
	arena_fini(&arena);
	buf_fini(&got);
	buf_fini(&expect);
	buf_fini(&input);
}

struct walk {
	const struct corpus_parser *parser;
	const char *kind;
};

static enum rc case_add(void *ctx, const char *name, struct err *err)
{
	const struct walk *walk = ctx;
	struct corpus_case *c = &cases[cases_n];

	if (cases_n == CASES_MAX)
		return err_set(err, RC_FAIL, "more than %d cases", CASES_MAX);
	(void)snprintf(c->name, sizeof(c->name), "%s/%s/%s", walk->parser->name, walk->kind, name);
	c->parser = walk->parser;
	c->valid = strcmp(walk->kind, "valid") == 0;
	tests[cases_n++] = (struct CMUnitTest){.name = c->name, .test_func = runs_case, .initial_state = c};
	return RC_OK;
}

static void kind_walk(const struct corpus_parser *parser, const char *kind)
{
	struct walk walk = {parser, kind};
	char dir[160];
	struct err err;

	(void)snprintf(dir, sizeof(dir), CORPUS "/%s/%s", parser->name, kind);
	if (os_list_dir(dir, "", case_add, &walk, &err) != RC_OK)
		fail_msg("%s", err.text);
}

int main(void)
{
	for (const struct corpus_parser *parser = corpus_parsers; parser->name; parser++) {
		kind_walk(parser, "valid");
		kind_walk(parser, "invalid");
	}
	return _cmocka_run_group_tests("corpus", tests, cases_n, NULL, NULL);
}
