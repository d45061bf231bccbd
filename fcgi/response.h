/* One response: a handler fills it, response_send writes it in one piece. Nothing goes out before the status is known. */
#ifndef WINDFALL_FCGI_RESPONSE_H
#define WINDFALL_FCGI_RESPONSE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"

#define RESPONSE_ETAG_MAX 80
#define RESPONSE_LINK_MAX 1024

struct FCGX_Request; /* libfcgi's */

struct response {
	int status;                        /* 200 after response_init; one of the table in response.c */
	const char *content_type;          /* NULL: none sent */
	const char *cache_control;         /* NULL: "no-store" */
	bool unkept;                       /* nginx is told to keep no copy, whatever cache_control says to others */
	const char *allow;                 /* NULL: none; e.g. "GET, HEAD" */
	const char *www_authenticate;      /* with 401 */
	int retry_after_s;                 /* 0: none */
	int64_t last_modified_utc;         /* seconds; 0: none */
	char etag[RESPONSE_ETAG_MAX];      /* the text between the quotes; empty: none */
	char location[RESPONSE_LINK_MAX];  /* empty: none */
	char link_next[RESPONSE_LINK_MAX]; /* address of the next page, for Link: rel="next"; empty: none */
	const char *route;                 /* for the log line: the table's pattern, never the raw path; NULL: none matched */
	int route_no;                      /* 1 for the table's first; 0: none matched */
	const char *cache;                 /* for the log line: "hit", "miss"; NULL: the page is not cached */
	struct buf body;                   /* cap LIMIT_RESPONSE_BYTES; not sent with 204 and 304 */
};

void response_init(struct response *r);
void response_fini(struct response *r);

/* "Not Found" for 404; "Error" where the status is not in the table. */
const char *response_reason(int status);

/* Status line, headers and body by one FCGX_PutStr. The body is sent to HEAD too (nginx strips it). false where the peer is gone, or
 * where body overflowed its cap (nothing is sent then: nginx answers 502, the log says why). */
bool response_send(const struct response *r, struct FCGX_Request *fcgi);

#endif
