/* parse_stack and jansson over the corpus, each case as it is and with every byte damaged in turn: what ours accepts jansson accepts with equal
 * values, what jansson refuses as grammar ours refuses. */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/ingest/parse_stack.h"
#include "tests/lib/jansson_stack.h"
#include "tests/unit/unit.h"

#define CORPUS "tests/corpus/stack"
#define DAMAGED_MOST 900 /* bytes of a case whose every byte is damaged */

struct agreement {
	struct arena arena;
	int accepted, refused;
	char dir[64];
};

static void compare_rows(const struct stack_row *rows, size_t n, const json_t *document, struct sv body)
{
	const json_t *data = json_object_get(document, "data");
	if (json_array_size(data) != n)
		fail_msg("%zu rows, jansson has %zu: %.*s", n, json_array_size(data), SV_FMT(body));
	for (size_t i = 0; i < n; i++) {
		struct jansson_value values[JANSSON_FIELDS];
		jansson_read_row(json_array_get(data, i), values);
		for (size_t f = 0; f < JANSSON_FIELDS; f++)
			if (!jansson_agrees(&rows[i], &jansson_fields[f], &values[f]))
				fail_msg("%s of row %zu differs from jansson's: %.*s", jansson_fields[f].name, i + 1, SV_FMT(body));
	}
}

static void compare(struct agreement *a, struct sv body)
{
	struct stack_row *rows = NULL;
	size_t n = 0;
	struct err err = {0};
	json_error_t error;
	arena_reset(&a->arena);
	bool ours = parse_stack(body, &a->arena, &rows, &n, &err) == RC_OK;
	json_t *document = json_loadb(body.p, body.n, 0, &error);
	if (ours && document == NULL && jansson_is_grammar(&error))
		fail_msg("accepted, and jansson refuses it (%s): %.*s", error.text, SV_FMT(body));
	if (ours && document != NULL)
		compare_rows(rows, n, document, body);
	a->accepted += ours && document != NULL;
	a->refused += !ours && document == NULL;
	json_decref(document);
}

static void compare_damaged(struct agreement *a, struct buf *body)
{
	static const char wrong[] = {'"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', '.', 'e', ' ', '\n', '\x01', '\x80', '\xc3'};
	for (size_t i = 0; i < body->len; i++) {
		char right = body->data[i];
		for (size_t w = 0; w < sizeof(wrong); w++) {
			body->data[i] = wrong[w];
			compare(a, buf_sv(body));
		}
		body->data[i] = right;
		compare(a, (struct sv){body->data, i}); /* cut here */
	}
}

static enum rc compare_case(void *ctx, const char *name, struct err *err)
{
	struct agreement *a = ctx;
	char path[512];
	struct buf body;
	(void)snprintf(path, sizeof(path), "%s/%s/input", a->dir, name);
	buf_init(&body, LIMIT_REPLY_BYTES);
	enum rc rc = os_read_file(path, &body, err);
	if (rc == RC_OK)
		compare(a, buf_sv(&body));
	if (rc == RC_OK && body.len <= DAMAGED_MOST)
		compare_damaged(a, &body);
	buf_fini(&body);
	return rc;
}

static void run(struct agreement *a, const char *validity)
{
	struct err err = {0};
	*a = (struct agreement){0};
	arena_init(&a->arena, LIMIT_DAY_ARENA_BYTES);
	(void)snprintf(a->dir, sizeof(a->dir), CORPUS "/%s", validity);
	if (os_list_dir(a->dir, "", compare_case, a, &err) != RC_OK)
		fail_msg("%s", err.text);
	arena_fini(&a->arena);
}

static void agrees_with_jansson_on_valid_stacks(void **state)
{
	struct agreement a;
	(void)state;
	run(&a, "valid");
	assert_true(a.accepted > 1000 && a.refused > 1000);
}

static void agrees_with_jansson_on_invalid_stacks(void **state)
{
	struct agreement a;
	(void)state;
	run(&a, "invalid");
	assert_true(a.refused > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(agrees_with_jansson_on_valid_stacks),
	    cmocka_unit_test(agrees_with_jansson_on_invalid_stacks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
