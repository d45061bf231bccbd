/* The routes of a pool under test, in place of the API's: each shows or provokes one thing. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/num.h"
#include "fcgi/app.h"
#include "fcgi/handlers.h"
#include "fcgi/problem.h"
#include "fcgi/route.h"

enum rc app_init(struct app *app, int statement_timeout_ms, struct err *err)
{
	(void)statement_timeout_ms;
	*app = (struct app){0};
	if (getenv("POOL_FAILS"))
		return err_set(err, RC_FAIL, "told to fail");
	return RC_OK;
}

void app_fini(struct app *app)
{
	(void)app;
}

void route_print(FILE *out)
{
	fputs("echo file large crash bloat headers\n", out);
}

void problem_set(struct response *response, const struct request *request, int status, const char *detail)
{
	buf_clear(&response->body);
	response->status = status;
	response->cache_control = NULL;
	response->content_type = "application/problem+json";
	response->retry_after_s = status == 503 ? 5 : 0;
	buf_addf(&response->body, "{\"status\":%d,\"detail\":\"%s\",\"request_id\":\"%.*s\"}\n", status, detail, SV_FMT(request->request_id));
}

static void echo(const struct request *request, struct response *response)
{
	const struct sv *fields[] = {
	    &request->method,        &request->path,         &request->query, &request->accept,     &request->if_none_match,
	    &request->authorization, &request->content_type, &request->body,  &request->request_id, &request->remote_addr,
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		buf_add_sv(&response->body, *fields[i]);
		buf_add_char(&response->body, '\n');
	}
}

/* Says that the handler is at work by making <query>.in, then waits for <query>.go. */
static void wait_for_file(const struct request *request, struct response *response)
{
	char *in = arena_printf(request->arena, "%.*s.in", SV_FMT(request->query));
	char *go = arena_printf(request->arena, "%.*s.go", SV_FMT(request->query));
	const struct timespec pause = {.tv_nsec = 2000000};
	FILE *file = fopen(in, "w");

	if (file)
		fclose(file);
	while (access(go, F_OK) != 0)
		(void)nanosleep(&pause, NULL);
	buf_add_str(&response->body, "gone\n");
}

static void large(const struct request *request, struct response *response)
{
	(void)request;
	for (int i = 0; i < 1 << 17; i++)
		buf_addf(&response->body, "%063d\n", i);
}

/* A page of the type that the query names. */
static void typed(const struct request *request, struct response *response)
{
	response->content_type = arena_dup(request->arena, request->query);
	for (int i = 0; i < 1000; i++)
		buf_add_str(&response->body, "the same again\n");
}

/* A page for nginx to keep, of as many bytes as the query says. */
static void kept(const struct request *request, struct response *response)
{
	int64_t n = 0;

	(void)num_parse(request->query, &n);
	response->cache_control = "public, s-maxage=60";
	while ((int64_t)response->body.len < n)
		buf_add_char(&response->body, 'k');
}

static void crash(const struct request *request, struct response *response)
{
	(void)request, (void)response;
	_exit(42);
}

/* As by the kernel where memory runs out. */
static void oom(const struct request *request, struct response *response)
{
	(void)request, (void)response;
	(void)raise(SIGKILL);
}

static void bloat(const struct request *request, struct response *response)
{
	static volatile char kept[280u << 20];

	(void)request;
	for (size_t i = 0; i < sizeof(kept); i += 4096)
		kept[i] = 1;
	buf_add_str(&response->body, "fat\n");
}

static void headers(const struct request *request, struct response *response)
{
	(void)request;
	response->status = 303;
	response->cache_control = "public, s-maxage=15";
	response->allow = "GET, HEAD";
	response->retry_after_s = 7;
	response->last_modified_utc = 784111777;
	(void)sv_copy(SV("abc"), response->etag, sizeof(response->etag));
	(void)sv_copy(SV("/elsewhere\r\nX-Evil: 1"), response->location, sizeof(response->location));
	(void)sv_copy(SV("/next?cursor=1"), response->link_next, sizeof(response->link_next));
}

static void none(const struct request *request, struct response *response)
{
	(void)request;
	response->status = 304;
	(void)sv_copy(SV("abc"), response->etag, sizeof(response->etag));
}

static void metrics(const struct request *request, struct response *response)
{
	struct reply reply = {.arena = request->arena, .body = &response->body};
	struct err err;

	(void)metrics_get(NULL, NULL, &reply, &err);
}

static void hang(const struct request *request, struct response *response)
{
	(void)request, (void)response;
	for (;;)
		(void)pause();
}

static const struct {
	const char *path;
	void (*handle)(const struct request *request, struct response *response);
} routes[] = {
    {"/echo", echo}, {"/wait", wait_for_file}, {"/large", large}, {"/crash", crash}, {"/bloat", bloat}, {"/headers", headers},
    {"/none", none}, {"/metrics", metrics},    {"/hang", hang},   {"/oom", oom},     {"/typed", typed}, {"/kept", kept},
};

/* For the names in /metrics. */
const struct route route_table_rows[] = {
    {.path = "/echo"},    {.path = "/wait"}, {.path = "/large"},   {.path = "/crash"}, {.path = "/bloat"},
    {.path = "/headers"}, {.path = "/none"}, {.path = "/metrics"}, {.path = "/hang"},  {.path = "/oom"},
    {.path = "/typed"},   {.path = "/kept"}, {.path = NULL},
};

void route_ask(struct app *app, const struct request *request, struct response *response, struct route_call *call)
{
	(void)app, (void)request, (void)response, (void)call;
}

void route_look(struct app *app, const struct request *request, bool together, struct route_call *call)
{
	(void)app, (void)request, (void)together, (void)call;
}

void route_answer(struct app *app, const struct request *request, struct response *response, struct route_call *call)
{
	(void)app, (void)call;
	response->content_type = "text/plain";
	/* By the last segment: what comes before it tells nginx the pool. */
	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		if (!sv_ends(request->path, sv_of(routes[i].path)))
			continue;
		response->route = routes[i].path;
		response->route_no = (int)i + 1;
		routes[i].handle(request, response);
		return;
	}
	problem_set(response, request, 404, "no such route");
}
