#include "fcgi/route.h"

#include <string.h>

#include "fcgi/accept.h"
#include "fcgi/problem.h"
#include "fcgi/worker.h"

/* By the last form of a route. */
static const char *const forms_there[] = {"There is application/json.", "There is application/json and text/csv.",
                                          "There is application/json, text/csv and application/x-ndjson."};
static const char *const forms_printed[] = {"json", "json,csv", "json,csv,ndjson"};

static const char *methods(const struct route *route)
{
	return route->post ? "POST" : "GET, HEAD";
}

static bool allows(const struct route *route, struct sv method)
{
	return route->post ? sv_eq(method, SV("POST")) : sv_eq(method, SV("GET")) || sv_eq(method, SV("HEAD"));
}

/* The path parameter that a pattern's segment "{name}" stands for, or NULL. */
static const struct param *path_param(const struct route *route, struct sv segment)
{
	if (!sv_starts(segment, SV("{")))
		return NULL;
	for (const struct param *const *p = route->params; *p; p++) {
		if ((*p)->in_path)
			return *p;
	}
	return NULL;
}

static bool matches(const struct route *route, struct arena *arena, struct sv path, struct sv values[PARAM_COUNT])
{
	struct sv pattern = sv_of(route->path), want, raw, got;
	while (sv_next(&pattern, '/', &want)) {
		if (!sv_next(&path, '/', &raw))
			return false;
		if (sv_eq(want, raw))
			continue;
		const struct param *param = path_param(route, want);
		if (!param && !memchr(raw.p, '%', raw.n))
			return false;
		bool whole = param_decode(arena, raw, false, &got);
		if (param && raw.n > 0)
			values[param->id] = whole ? got : param_broken;
		else if (!whole || !sv_eq(want, got))
			return false;
	}
	return path.n == 0;
}

/* The form that a path's suffix asks for, and the path without it; ACCEPT_NONE without. */
static enum accept_form form_of(struct sv path, struct sv *stem)
{
	for (enum accept_form form = ACCEPT_CSV; form < ACCEPT_NONE; form++) {
		struct sv suffix = sv_of(accept_types[form].suffix);
		*stem = (struct sv){path.p, path.n - suffix.n};
		if (sv_ends(path, suffix) && stem->n > 0)
			return form;
	}
	return ACCEPT_NONE;
}

const struct route *route_find(struct arena *arena, struct sv path, struct sv values[PARAM_COUNT], enum accept_form *asked)
{
	struct sv stem;
	enum accept_form form = form_of(path, &stem);
	if (sv_ends(path, SV("/")))
		return NULL;
	for (const struct route *route = route_table_rows; route->path; route++) {
		*asked = form <= route->last_form && matches(route, arena, stem, values) ? form : ACCEPT_NONE;
		if (*asked != ACCEPT_NONE || matches(route, arena, path, values))
			return route;
	}
	return NULL;
}

static void ask(struct app *app, const struct request *request, struct response *response, const struct route *route,
                enum accept_form asked, const struct sv values[PARAM_COUNT], struct route_call *call)
{
	enum accept_form form = asked != ACCEPT_NONE ? asked : accept_choose(request->accept, route->last_form);
	if (form == ACCEPT_NONE) {
		problem_set(response, request, 406, forms_there[route->last_form]);
		return;
	}
	param_read(&call->params, request->arena, route->params, values, request->query);
	if (call->params.n_faults == 0 && route->check)
		route->check(&call->params);
	if (call->params.n_faults > 0)
		problem_set_params(response, request, &call->params);
	else if (!route->answer && !reply_ask(app, route, &call->params, form, &call->reply))
		problem_set(response, request, 500, "The server has no memory for the page's name.");
	else
		call->route = route;
}

void route_ask(struct app *app, const struct request *request, struct response *response, struct route_call *call)
{
	struct sv values[PARAM_COUNT] = {0};
	enum accept_form asked = ACCEPT_NONE;
	const struct route *route = route_find(request->arena, request->path, values, &asked);
	call->route = NULL;
	if (!route) {
		problem_set(response, request, 404, "There is nothing at this path; /api/v1/openapi.json lists what there is.");
		return;
	}
	response->route = route->path;
	response->route_no = (int)(route - route_table_rows) + 1;
	if (allows(route, request->method)) {
		ask(app, request, response, route, asked, values, call);
		return;
	}
	response->allow = methods(route);
	problem_set(response, request, 405, route->post ? "This path takes POST." : "This path is read with GET or HEAD.");
}

void route_look(struct app *app, const struct request *request, bool together, struct route_call *call)
{
	if (call->route && call->route->handle)
		reply_look(app, request, call->route, &call->params, together, &call->reply);
}

void route_answer(struct app *app, const struct request *request, struct response *response, struct route_call *call)
{
	if (call->route && call->route->answer)
		call->route->answer(app, request, &call->params, response);
	else if (call->route)
		reply_make(app, request, call->route, &call->params, &call->reply, response);
}

void route_print(FILE *out)
{
	for (const struct route *route = route_table_rows; route->path; route++) {
		fprintf(out, "%s %s pool=%s cache=%s s-maxage=%d formats=%s params=", route->post ? "POST" : "GET,HEAD", route->path,
		        worker_pool_name(route->pool), reply_group_name(route->group), route->s_maxage_s, forms_printed[route->last_form]);
		for (const struct param *const *p = route->params; *p; p++)
			fprintf(out, "%s%s%s", p == route->params ? "" : ",", (*p)->name, (*p)->required ? "!" : "");
		fprintf(out, "\n");
	}
}
