#include "core/ingest/fetch_reply.h"

#include <stdio.h>

#include "core/ingest/parse_json.h"

const char *fetch_reply_day_key(enum elexon_kind kind)
{
	return kind == ELEXON_NOTIFICATIONS ? NULL : "data";
}

struct fetch_reply fetch_reply_failed(int status, const char *failure, const char *detail)
{
	struct fetch_reply reply = {.state = FETCH_FAILED, .status = status};

	(void)snprintf(reply.failure, sizeof(reply.failure), "%s", failure);
	(void)snprintf(reply.detail, sizeof(reply.detail), "%s", detail);
	return reply;
}

static struct fetch_reply failed_by_status(int status)
{
	char failure[32], detail[32];

	(void)snprintf(failure, sizeof(failure), status >= 500 ? "http_5xx" : "http_%d", status);
	(void)snprintf(detail, sizeof(detail), "HTTP %d", status);
	return fetch_reply_failed(status, failure, detail);
}

struct fetch_reply fetch_reply_of(const struct exchange *exchange, const char *key)
{
	struct fetch_reply reply;

	if (exchange->status != 200)
		reply = failed_by_status(exchange->status);
	else if (!parse_json_holds(exchange->body, key))
		reply = fetch_reply_failed(exchange->status, "malformed", "a body that is not the JSON expected");
	else
		reply = (struct fetch_reply){.state = FETCH_OK, .status = exchange->status};
	reply.body = exchange->status == 200 ? exchange->body : (struct sv){0};
	reply.path = exchange->path;
	reply.fetched_utc = exchange->fetched_utc;
	return reply;
}
