/* What sources send: each parser ends with rows or with a reason, and of stacks it agrees with jansson. */
#include <string.h>

#include "core/base/limits.h"
#include "core/ingest/parse_stack.h"
#include "core/json/js.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/jansson_stack.h"
#include "tests/unit/ingest/corpus_parsers.h"

#define TEXT_MAX (4u << 20)

static void parser_ends(const char *name, struct sv input, struct arena *arena)
{
	const struct corpus_parser *parser = corpus_parsers;
	struct err err = {0};
	struct buf out;
	enum rc rc;

	while (strcmp(parser->name, name) != 0)
		parser++;
	buf_init(&out, TEXT_MAX);
	rc = parser->run(input, arena, &out, &err);
	fuzz_promise(rc == RC_OK || err.text[0], "a refusal says why");
	fuzz_promise(rc == RC_OK || rc == RC_DATA || arena->failed, "bytes are refused as data");
	buf_fini(&out);
}

/* jansson's document of what ours accepts; NULL where it refuses what it cannot hold, not the grammar. */
static json_t *load(struct sv input)
{
	json_error_t error;
	json_t *root = json_loadb(input.p, input.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);

	fuzz_promise(root || !jansson_is_grammar(&error), "what ours accepts jansson accepts");
	return root;
}

static void same_row(const struct stack_row *ours, const json_t *theirs)
{
	struct jansson_value values[JANSSON_FIELDS];

	jansson_read_row(theirs, values);
	for (size_t i = 0; i < JANSSON_FIELDS; i++)
		fuzz_promise(jansson_agrees(ours, &jansson_fields[i], &values[i]), jansson_fields[i].name);
}

static void stack_agrees(const char *name, struct sv input, struct arena *arena)
{
	struct stack_row *rows;
	struct err err = {0};
	size_t n;
	json_t *root, *data;

	parser_ends(name, input, arena);
	if (parse_stack(input, arena, &rows, &n, &err) != RC_OK || !(root = load(input)))
		return;
	data = json_object_get(root, "data");
	fuzz_promise(json_array_size(data) == n, "ours and jansson count the same rows");
	for (size_t i = 0; i < n; i++)
		same_row(&rows[i], json_array_get(data, i));
	json_decref(root);
}

/* The grammar alone, on any JSON. */
static void json_agrees(const char *name, struct sv input, struct arena *arena)
{
	struct js js;
	enum js_type type;

	(void)name;
	(void)arena;
	js_init(&js, input);
	do {
		type = js_next(&js);
	} while (type != JS_END && type != JS_ERROR);
	if (type == JS_END)
		json_decref(load(input));
}

const struct fuzz_target fuzz_replies[] = {
    {"json", json_agrees},
    {"stack", stack_agrees},
    {"bm_units", parser_ends},
    {"difficulty", parser_ends},
    {"price", parser_ends},
    {"csv_epochs", parser_ends},
    {"csv_dailies", parser_ends},
    {"wind_generation", parser_ends},
    {"system_prices", parser_ends},
    {"physical_notifications", parser_ends},
    {"dynamodb_heights", parser_ends},
    {"dynamodb_ids", parser_ends},
    {0},
};
