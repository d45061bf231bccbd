/* One request as plain text, all of it in the arena: nothing points into libfcgi once request_read has returned. */
#ifndef WINDFALL_FCGI_REQUEST_H
#define WINDFALL_FCGI_REQUEST_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/err.h"

struct FCGX_Request; /* libfcgi's */

struct request {
	struct sv method;
	struct sv path;  /* REQUEST_URI before the '?', still percent-encoded */
	struct sv query; /* after it, raw; empty where there is none */
	struct sv accept, if_none_match, authorization, idempotency_key, content_type;
	struct sv body;
	struct sv request_id, remote_addr;
	struct arena *arena; /* for the handler's own use too; emptied after the request */
};

/* Reads the parameters and drains the body, whatever its size, so that the connection stays usable. An absent parameter is an empty
 * slice with p never NULL. out is filled as far as known on failure too, so that an error can be answered:
 * RC_USAGE (400): no method or address, a bad CONTENT_LENGTH, a body shorter than it says; RC_DATA (413): a body above
 * LIMIT_REQUEST_BODY_BYTES; RC_FAIL: no memory. */
enum rc request_read(struct FCGX_Request *fcgi, struct arena *arena, struct request *out, struct err *err) MUST_CHECK;

/* The same for the same question, by method, address and body; never 0. */
uint64_t request_fingerprint(const struct request *request);

#endif
