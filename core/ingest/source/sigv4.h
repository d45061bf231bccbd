/* AWS Signature Version 4: a pure function of the request, the key and the time. The path is "/" and there is no query, as all of DynamoDB. */
#ifndef WINDFALL_INGEST_SOURCE_SIGV4_H
#define WINDFALL_INGEST_SOURCE_SIGV4_H

#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"

#define SIGV4_HEADERS_MAX 16
#define SIGV4_DATE_MAX 24 /* "20150830T123600Z" */

struct sigv4_header {
	struct sv name, value; /* as sent; a name may come again */
};

struct sigv4_request {
	struct sv method;
	const struct sigv4_header *headers; /* all of these are signed: host and x-amz-date among them */
	size_t n;
	struct sv body;
};

struct sigv4_key {
	struct sv id, secret; /* never logged */
	struct sv region, service;
};

const char *sigv4_date(char out[SIGV4_DATE_MAX], int64_t utc); /* the value of x-amz-date */

/* The value of Authorization into out. RC_FAIL for more than SIGV4_HEADERS_MAX headers, or without memory or OpenSSL. */
enum rc sigv4_authorize(const struct sigv4_request *request, const struct sigv4_key *key, int64_t utc, struct buf *out,
                        struct err *err) MUST_CHECK;

#endif
