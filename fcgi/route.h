/* The route table: which path, method and parameters lead to which handler, from which cache group and pool. */
#ifndef WINDFALL_FCGI_ROUTE_H
#define WINDFALL_FCGI_ROUTE_H

#include <stdio.h>

#include "fcgi/app.h"
#include "fcgi/param.h"
#include "fcgi/reply.h"
#include "fcgi/request.h"
#include "fcgi/response.h"

enum route_pool { ROUTE_FAST, ROUTE_SLOW };

struct route {
	const char *path; /* literal segments and {name}, a parameter of the table below */
	enum route_pool pool;
	enum reply_group group;     /* whose epochs its pages follow */
	enum accept_form last_form; /* of those it has: JSON, CSV, NDJSON in this order */
	int s_maxage_s;             /* how long nginx may keep a page; 0: not at all */
	const struct param *const *params;
	/* What no single parameter can tell: a range's order and length. May be NULL. */
	void (*check)(struct params *params);
	/* Query to body; RC_NOT_FOUND is 404, RC_UNAVAILABLE and RC_TIMEOUT are 503, else an internal fault. */
	enum rc (*handle)(struct app *app, const struct params *params, struct reply *reply, struct err *err);
	/* Instead of handle, for what is no page: it sees the whole request and fills the whole response. */
	void (*answer)(struct app *app, const struct request *request, struct params *params, struct response *response);
	bool post; /* POST alone; else GET and HEAD */
};

/* Ends with path NULL. */
extern const struct route route_table_rows[];

/* The route of a path (percent-decoded by segment into the path parameters of values), or NULL. *asked: the form its
 * suffix asks for, ACCEPT_NONE without. */
const struct route *route_find(struct arena *arena, struct sv path, struct sv values[PARAM_COUNT], enum accept_form *asked);

/* A request between its parts. */
struct route_call {
	const struct route *route; /* NULL: the response is made, the request was wrong */
	struct params params;
	struct reply_call reply;
};

/* Answers a request, whatever it is, in three parts: of several requests all ask Redis, then all look at its answer and ask PostgreSQL for what
 * is not there, before the first is answered. */
void route_ask(struct app *app, const struct request *request, struct response *response, struct route_call *call);
void route_look(struct app *app, const struct request *request, bool together, struct route_call *call);
void route_answer(struct app *app, const struct request *request, struct response *response, struct route_call *call);

/* One line a route: methods, path, pool, group, s-maxage, formats, parameters. */
void route_print(FILE *out);

#endif
