/* What clients send: the path, the query, a cursor, the Accept and Authorization fields, a body. */
#include <string.h>

#include "core/base/limits.h"
#include "core/json/jr.h"
#include "fcgi/accept.h"
#include "fcgi/bearer.h"
#include "fcgi/route.h"
#include "tests/fuzz/fuzz.h"

/* A path parameter that is right, so that the query decides. */
static struct sv right_value(enum param_type type)
{
	switch (type) {
	case PARAM_DATE:
		return SV("2025-04-01");
	case PARAM_MONTH:
		return SV("2025-04");
	case PARAM_YEAR:
		return SV("2025");
	default:
		return SV("1");
	}
}

static void read_query(const struct route *route, struct arena *arena, struct sv query, struct params *params)
{
	struct sv values[PARAM_COUNT] = {0};

	for (const struct param *const *p = route->params; *p; p++) {
		if ((*p)->in_path)
			values[(*p)->id] = right_value((*p)->type);
	}
	param_read(params, arena, route->params, values, query);
	if (params->n_faults == 0 && route->check)
		route->check(params);
}

static bool same(struct sv a, struct sv b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

static void query_is_stable(const struct route *route, struct sv query, struct arena *arena)
{
	struct params first, again;

	read_query(route, arena, query, &first);
	for (int i = 0; i < first.n_faults; i++)
		fuzz_promise(first.faults[i].parameter && first.faults[i].message[0], "a fault names its parameter and says what is allowed");
	if (first.n_faults > 0 || arena->failed)
		return;
	read_query(route, arena, first.query, &again);
	fuzz_promise(arena->failed || (again.n_faults == 0 && same(first.canonical, again.canonical) && same(first.query, again.query)),
	             "a canonical query reads as itself");
}

static void query(const char *name, struct sv input, struct arena *arena)
{
	(void)name;
	for (const struct route *route = route_table_rows; route->path; route++)
		query_is_stable(route, input, arena);
}

static void path(const char *name, struct sv input, struct arena *arena)
{
	struct sv values[PARAM_COUNT] = {0};
	enum accept_form asked = ACCEPT_NONE;
	const struct route *route = route_find(arena, input, values, &asked);

	(void)name;
	fuzz_promise(!route || asked == ACCEPT_NONE || asked <= route->last_form, "a route is asked for a form it has");
	for (int i = 0; route && i < PARAM_COUNT; i++)
		fuzz_promise(values[i].n == 0 || !memchr(values[i].p, '\0', values[i].n), "a path parameter holds no NUL");
}

static void cursor(const char *name, struct sv input, struct arena *arena)
{
	static const char *const forms[] = {"", "d", "t", "dnut", "tttt"};
	const char *fields[CURSOR_FIELDS_MAX];
	const char *text = arena_dup(arena, input);

	(void)name;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		(void)cursor_decode(arena, input, SV("q=1"), forms[i], fields);
	text = text && strlen(text) == input.n ? cursor_encode(arena, SV("q=1"), &text, 1) : NULL;
	if (text && cursor_decode(arena, sv_of(text), SV("q=1"), "t", fields))
		fuzz_promise(sv_eq_str(input, fields[0]), "a cursor gives back what it was made of");
	fuzz_promise(!text || !cursor_decode(arena, sv_of(text), SV("q=2"), "t", fields), "a cursor fits no other query");
}

static void accept(const char *name, struct sv input, struct arena *arena)
{
	(void)name;
	(void)arena;
	for (enum accept_form last = ACCEPT_JSON; last < ACCEPT_NONE; last++) {
		enum accept_form form = accept_choose(input, last);
		fuzz_promise(form <= last || form == ACCEPT_NONE, "a page is sent in a form it has");
	}
}

static void token(const char *name, struct sv input, struct arena *arena)
{
	struct sv found;

	(void)name;
	(void)arena;
	if (bearer_read(input, &found))
		fuzz_promise(found.n > 0 && found.p > input.p && found.p + found.n == input.p + input.n && !memchr(found.p, ' ', found.n),
		             "a token is the end of its field, without a space");
}

static void body(const char *name, struct sv input, struct arena *arena)
{
	struct json_t *document = NULL;
	struct err err = {0};
	const char *kind;

	(void)name;
	(void)arena;
	if (jr_parse(input, LIMIT_REQUEST_BODY_BYTES, &document, &err) != RC_OK)
		fuzz_promise(err.text[0] && !document, "a refused body is none, and the refusal says why");
	else if (jr_is_object(document) && jr_text(document, "kind", &kind, &err) == RC_OK)
		fuzz_promise(jr_only(document, (const char *const[]){NULL}, &err) != RC_OK || !kind, "a member is seen by both");
	jr_free(document);
}

const struct fuzz_target fuzz_requests[] = {
    {"path", path}, {"query", query}, {"cursor", cursor}, {"accept", accept}, {"token", token}, {"body", body}, {0},
};
