/* From a route and its parameters to a response: the cached page where it is still true, else the handler's, kept for the next reader. */
#ifndef WINDFALL_FCGI_REPLY_H
#define WINDFALL_FCGI_REPLY_H

#include "core/cache/page.h"
#include "core/query/head.h"
#include "fcgi/accept.h"
#include "fcgi/app.h"
#include "fcgi/param.h"
#include "fcgi/request.h"
#include "fcgi/response.h"

struct route;

/* Whose epochs a page follows. */
enum reply_group {
	REPLY_UNCACHED,
	REPLY_DAY, /* of the path's interval */
	REPLY_MONTH,
	REPLY_YEAR,
	REPLY_RANGES,
	REPLY_CUTS, /* ranges and the register */
	REPLY_REFERENCE,
	REPLY_COVERAGE, /* ranges and the reference series */
};

/* What a handler fills. */
struct reply {
	struct arena *arena;
	const char *epoch_keys; /* an array literal for the statement */
	enum accept_form form;
	struct buf *body;
	const char *content_type; /* NULL: that of the form */
	const char *epoch;        /* as the statement gave it; NULL: the page is not kept */
	const char *revised_at;   /* NULL: unknown */
	const char *cursor;       /* of the next page; NULL: the last */
};

/* Takes the epoch and the time of the last change from what a statement gave. */
void reply_follow(struct reply *reply, const struct head *head);

/* A page that Redis was asked for, and what it gave. */
struct reply_call {
	enum accept_form form;
	struct page_slot slot;
	int ticket;
	struct sv epoch; /* .p NULL: unknown */
	struct page page;
	bool claimed;  /* the page is to be made, by this request among those that ask together */
	int statement; /* the handler's, where it was asked already */
};

/* Asks, without waiting for the answer; false without memory. */
bool reply_ask(struct app *app, const struct route *route, const struct params *params, enum accept_form form, struct reply_call *call);

/* Takes the answer. together: with other requests, so that PostgreSQL too is asked in one trip for what is to be made. */
void reply_look(struct app *app, const struct request *request, const struct route *route, const struct params *params, bool together,
                struct reply_call *call);

/* Responds. */
void reply_make(struct app *app, const struct request *request, const struct route *route, const struct params *params,
                struct reply_call *call, struct response *response);

/* Answers with what err means, and logs what is not the caller's doing. */
void reply_fail(const struct request *request, struct response *response, const struct err *err);

/* Whether an If-None-Match field names the tag: weak comparison, a list or *. */
bool reply_matches(struct sv if_none_match, struct sv etag);

/* "ranges", "reference", … as --print-routes shows it. */
const char *reply_group_name(enum reply_group group);

#endif
