/* HTTP GET, and POST, through libcurl's multi interface: many at once, paced, retried, sizes capped. https only, but to loopback. */
#ifndef WINDFALL_IO_NET_H
#define WINDFALL_IO_NET_H

#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/net_counts.h"

struct net;

struct net_options {
	int rate;     /* requests a second, token bucket with a burst of `parallel`; 0: no limit. Halved on 429, slowly recovered */
	int parallel; /* requests at once */
	int tries;    /* in all, for 429, 5xx, transport faults and bodies that judge() refuses */
	int timeout_ms;
	const char *ca_file; /* PEM of the authorities trusted instead of the system's; NULL or "": the system's. Borrowed */
};

struct net_request {
	const char *url; /* borrowed until done */
	void *tag;       /* the caller's */
};

struct net_reply {
	int status;     /* HTTP status of the last try; 0: none came */
	struct sv body; /* valid during done() only */
	int tries;
	const char *failure; /* NULL: a final reply came (200, or a 4xx other than 408 and 429, which is not retried); else a word:
	                      * timeout, reset, truncated, too_large, tls, redirect, http_429, http_5xx, malformed, transport */
	char detail[160];
	int64_t served_utc; /* the server's clock, of its Date header; 0: none */
};

/* One POST. Its headers and body are made anew for each try, as a signature holds for minutes only. */
struct net_post {
	const char *url;
	/* headers: "Name: value", ending with NULL; they and the body are good until the next call. */
	enum rc (*prepare)(void *ctx, const char *const **headers, struct sv *body, struct err *err);
	/* Looks at a reply that is final by its status: NULL, or the word why another try is worth it. */
	const char *(*judge)(void *ctx, const struct net_reply *reply);
	enum rc (*done)(void *ctx, const struct net_reply *reply, struct err *err);
	void *ctx;
	int tries; /* in all, instead of the net's */
};

enum rc net_open(struct net **out, const struct net_options *options, struct err *err) MUST_CHECK;
void net_close(struct net *net);

/* RC_CONFIG unless url is https, or http to a loopback address (127.0.0.0/8, [::1], localhost). */
enum rc net_check_url(const char *url, struct err *err) MUST_CHECK;

/* Gets all n. judge (may be NULL) looks at each 200 body: false means malformed, retried like a transport fault.
 * done is called once a request, in the order of completion. Ends early, RC_PARTLY, when os_stopping(). */
enum rc net_get_all(struct net *net, const struct net_request *requests, int n, bool (*judge)(void *ctx, void *tag, struct sv body),
                    enum rc (*done)(void *ctx, const struct net_request *request, const struct net_reply *reply, struct err *err),
                    void *ctx, struct err *err) MUST_CHECK;

/* Posts, and calls done once. RC_PARTLY when os_stopping(). */
enum rc net_post(struct net *net, const struct net_post *post, struct err *err) MUST_CHECK;
struct net_counts net_counted(const struct net *net);

#endif
