#include "fcgi/reply.h"

#include <string.h>

#include "core/base/digest.h"
#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/cache/key.h"
#include "core/cache/page.h"
#include "fcgi/problem.h"
#include "fcgi/route.h"

#define REPLY_ETAG_DIGITS 32
#define REPLY_CACHE_CONTROL "public, max-age=0, s-maxage=%d, stale-while-revalidate=30, stale-if-error=86400"

/* The epoch keys of each group; one that ends in ':' is followed by the path's interval. */
static const struct {
	const char *name;
	const char *keys[PAGE_GROUPS_MAX];
} groups[] = {
    [REPLY_UNCACHED] = {"none", {NULL}},
    [REPLY_DAY] = {"day", {"day:"}},
    [REPLY_MONTH] = {"month", {"month:"}},
    [REPLY_YEAR] = {"year", {"year:"}},
    [REPLY_RANGES] = {"ranges", {"ranges"}},
    [REPLY_CUTS] = {"cuts", {"ranges", "units"}},
    [REPLY_REFERENCE] = {"reference", {"reference"}},
    [REPLY_COVERAGE] = {"coverage", {"ranges", "reference"}},
};

/* A status for what a handler can meet. */
static const struct {
	enum rc rc;
	int status;
	const char *detail; /* NULL: the error's own text, written for the caller */
} failures[] = {
    {RC_NOT_FOUND, 404, NULL},
    {RC_UNAVAILABLE, 503, "The data cannot be read at the moment. Try again soon."},
    {RC_TIMEOUT, 503, "The data could not be read in time. Try again, or ask for less."},
    {RC_FAIL, 500, "Something went wrong here. It is noted under the request_id."},
};

const char *reply_group_name(enum reply_group group)
{
	return groups[group].name;
}

/* Where the page is kept; false without memory or a name. */
static bool slot_of(struct page_slot *slot, const struct route *route, const struct params *params, enum accept_form form)
{
	struct arena *arena = params->arena;
	char *name = arena_alloc(arena, KEY_TEXT_MAX);
	*slot = (struct page_slot){0};
	for (int i = 0; i < PAGE_GROUPS_MAX && groups[route->group].keys[i]; i++) {
		const char *key = groups[route->group].keys[i];
		if (sv_ends(sv_of(key), SV(":")))
			key = arena_printf(arena, "%s%s", key, params->text[PARAM_KEY]);
		slot->groups[slot->n_groups++] = sv_of(key);
	}
	const char *cursor = params->text[PARAM_CURSOR]; /* canonical knows no cursor, but each of its pages is another */
	struct sv query = params->canonical;
	if (cursor)
		query = sv_of(arena_printf(arena, "%.*s&cursor=%s", SV_FMT(query), cursor));
	if (arena->failed || !key_of_page(name, route->path, accept_types[form].suffix, query))
		return false;
	slot->key = sv_of(name);
	return true;
}

/* The groups as an array literal. */
static const char *literal_of(const struct page_slot *slot, struct arena *arena)
{
	const char *literal = "{";
	for (int i = 0; i < slot->n_groups && literal; i++)
		literal = arena_printf(arena, "%s%s%.*s", literal, i > 0 ? "," : "", SV_FMT(slot->groups[i]));
	return literal ? arena_printf(arena, "%s}", literal) : NULL;
}

/* The copies of the epochs are gone: PostgreSQL gives them. .p NULL where it cannot. */
static struct sv renew_epochs(struct app *app, struct arena *arena, const struct page_slot *slot, const char *keys)
{
	struct db_result *rows = NULL;
	const char *epoch = NULL;
	struct sv renewed = {NULL, 0};
	struct err err;
	if (head_read_epochs(app->db, keys, &rows, &epoch, &err) == RC_OK && epoch && (epoch = arena_dup(arena, sv_of(epoch)))) {
		renewed = sv_of(epoch);
		page_put_epochs(app->kv, slot, renewed);
	}
	db_result_free(rows);
	return renewed;
}

/* Whether there is no page that could be of the current epochs. */
static bool is_wanting(const struct reply_call *call)
{
	return !call->page.body.p || (call->epoch.p && !sv_eq(call->epoch, call->page.epoch));
}

/* Whether the kept page is of the current epochs. */
static bool find_page(struct app *app, struct arena *arena, struct reply_call *call, const char *keys)
{
	if (is_wanting(call) && !call->claimed) /* made by a request that asked together with this one */
		page_answer(app->kv, page_ask(app->kv, &call->slot), arena, &call->slot, &call->epoch, &call->page);
	if (call->page.body.p && !call->epoch.p)
		call->epoch = renew_epochs(app, arena, &call->slot, keys);
	return !is_wanting(call) && call->epoch.p;
}

/* The address of the next page; empty where there is none or it is too long. */
static struct sv next_address(struct arena *arena, const struct route *route, const struct params *params, enum accept_form form,
                              const char *cursor)
{
	const char *and = params->query.n > 0 ? "&" : "";
	const char *address =
	    cursor ? arena_printf(arena, "%s%s?%.*s%scursor=%s", route->path, accept_types[form].suffix, SV_FMT(params->query), and, cursor)
	           : "";
	return address && strlen(address) < RESPONSE_LINK_MAX ? sv_of(address) : SV("");
}

/* What the handler made, as a page that can be kept. */
static enum rc finish_page(const struct route *route, const struct params *params, const struct reply *reply, struct page *page,
                           struct err *err)
{
	char *hex = arena_alloc(reply->arena, DIGEST_HEX_SIZE);
	*page = (struct page){.body = buf_sv(reply->body)};
	page->content_type = sv_of(reply->content_type ? reply->content_type : accept_types[reply->form].content_type);
	if (!hex || !digest_sha256_hex(page->body, hex) || reply->arena->failed)
		return err_set(err, RC_FAIL, "no memory for the page");
	page->etag = (struct sv){hex, REPLY_ETAG_DIGITS};
	page->epoch = sv_of(reply->epoch);
	page->next = next_address(reply->arena, route, params, reply->form, reply->cursor);
	if (!reply->revised_at || !tm_parse_utc(sv_of(reply->revised_at), &page->last_modified_utc))
		page->last_modified_utc = 0;
	return RC_OK;
}

void reply_fail(const struct request *request, struct response *response, const struct err *err)
{
	size_t i = 0, last = sizeof failures / sizeof failures[0] - 1;
	while (i < last && failures[i].rc != err->rc)
		i++;
	if (failures[i].status >= 500)
		log_line(failures[i].status == 500 ? LOG_ERROR : LOG_WARN, "request_failed", "status=%d why=%s", failures[i].status,
		         log_quote(err->text));
	problem_set(response, request, failures[i].status, failures[i].detail ? failures[i].detail : err->text);
}

/* One element of an If-None-Match list: an entity tag without its W/ and quotes; false at the end or on bad grammar. */
static bool next_tag(struct sv *rest, struct sv *tag)
{
	while (rest->n > 0 && (rest->p[0] == ' ' || rest->p[0] == '\t' || rest->p[0] == ','))
		*rest = (struct sv){rest->p + 1, rest->n - 1};
	if (sv_starts(*rest, SV("W/")))
		*rest = (struct sv){rest->p + 2, rest->n - 2};
	if (!sv_starts(*rest, SV("\"")))
		return false;
	*rest = (struct sv){rest->p + 1, rest->n - 1};
	const char *end = rest->n > 0 ? memchr(rest->p, '"', rest->n) : NULL;
	if (!end)
		return false;
	*tag = (struct sv){rest->p, (size_t)(end - rest->p)};
	*rest = (struct sv){end + 1, rest->n - tag->n - 1};
	return true;
}

bool reply_matches(struct sv if_none_match, struct sv etag)
{
	struct sv rest = if_none_match, tag;
	if (sv_eq(if_none_match, SV("*")))
		return true;
	while (next_tag(&rest, &tag)) {
		if (sv_eq(tag, etag))
			return true;
	}
	return false;
}

static void respond(const struct request *request, const struct route *route, const struct page *page, struct response *response)
{
	response->status = reply_matches(request->if_none_match, page->etag) ? 304 : 200;
	response->content_type = arena_dup(request->arena, page->content_type);
	response->cache_control = route->s_maxage_s > 0 ? arena_printf(request->arena, REPLY_CACHE_CONTROL, route->s_maxage_s) : NULL;
	response->last_modified_utc = page->last_modified_utc;
	(void)sv_copy(page->etag, response->etag, sizeof response->etag);           /* of a fixed length */
	(void)sv_copy(page->next, response->link_next, sizeof response->link_next); /* next_address saw to it */
	if (response->status == 304)
		buf_clear(&response->body);
	else if (response->body.len == 0)
		buf_add_sv(&response->body, page->body);
}

void reply_follow(struct reply *reply, const struct head *head)
{
	reply->epoch = arena_dup(reply->arena, sv_of(head->epoch));
	reply->revised_at = head->revised_at ? arena_dup(reply->arena, sv_of(head->revised_at)) : NULL;
}

bool reply_ask(struct app *app, const struct route *route, const struct params *params, enum accept_form form, struct reply_call *call)
{
	*call = (struct reply_call){.form = form, .ticket = KV_NOT_ASKED, .statement = DB_NOT_ASKED};
	if (!slot_of(&call->slot, route, params, form))
		return false;
	if (route->group != REPLY_UNCACHED)
		call->ticket = page_ask(app->kv, &call->slot);
	return true;
}

static struct reply reply_of(const struct reply_call *call, struct arena *arena, struct buf *body)
{
	return (struct reply){.arena = arena, .epoch_keys = literal_of(&call->slot, arena), .form = call->form, .body = body};
}

void reply_look(struct app *app, const struct request *request, const struct route *route, const struct params *params, bool together,
                struct reply_call *call)
{
	struct reply reply;
	struct err err;
	if (route->group == REPLY_UNCACHED)
		return;
	page_answer(app->kv, call->ticket, request->arena, &call->slot, &call->epoch, &call->page);
	call->claimed = is_wanting(call) && kv_claim(app->kv, call->slot.key);
	if (!call->claimed || !together)
		return;
	reply = reply_of(call, request->arena, NULL);
	db_ask_begin(app->db);
	(void)route->handle(app, params, &reply, &err); /* as far as its first statement */
	call->statement = db_ask_end(app->db);
}

void reply_make(struct app *app, const struct request *request, const struct route *route, const struct params *params,
                struct reply_call *call, struct response *response)
{
	struct reply reply = reply_of(call, request->arena, &response->body);
	struct err err = {0};
	struct page page;
	bool kept = route->group != REPLY_UNCACHED;
	response->cache = kept ? "hit" : NULL;
	if (kept && find_page(app, request->arena, call, reply.epoch_keys)) {
		respond(request, route, &call->page, response);
		return;
	}
	response->cache = kept ? "miss" : NULL;
	db_expect(app->db, call->statement);
	if (route->handle(app, params, &reply, &err) != RC_OK || finish_page(route, params, &reply, &page, &err) != RC_OK) {
		reply_fail(request, response, &err);
		return;
	}
	if (kept && !call->epoch.p)
		page_put_epochs(app->kv, &call->slot, page.epoch);
	if (kept)
		page_put(app->kv, &call->slot, &page);
	respond(request, route, &page, response);
}
