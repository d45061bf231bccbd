/* A pool that answers every request with the same bytes from memory: the least that a page can cost. BENCH_PAGE is the file of its body. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "fcgi/app.h"
#include "fcgi/problem.h"
#include "fcgi/route.h"

const struct route route_table_rows[] = {{0}};

static struct buf page;

enum rc app_init(struct app *app, int statement_timeout_ms, struct err *err)
{
	(void)statement_timeout_ms;
	*app = (struct app){0};
	buf_init(&page, LIMIT_RESPONSE_BYTES);
	return os_read_file(getenv("BENCH_PAGE"), &page, err);
}

void app_fini(struct app *app)
{
	(void)app;
	buf_fini(&page);
}

void route_print(FILE *out)
{
	fputs("every path\n", out);
}

void problem_set(struct response *response, const struct request *request, int status, const char *detail)
{
	(void)request;
	response->status = status;
	buf_add_str(&response->body, detail);
}

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
	(void)app, (void)call, (void)request;
	response->content_type = "application/json";
	response->cache_control = "public, max-age=0, s-maxage=15, stale-while-revalidate=30, stale-if-error=86400";
	response->last_modified_utc = 1735689600;
	response->route = "/";
	(void)sv_copy(SV("0123456789abcdef0123456789abcdef"), response->etag, sizeof response->etag); /* of a fixed length */
	buf_add_sv(&response->body, buf_sv(&page));
}
