#include "core/ingest/source/dynamodb.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/source/aws_credentials.h"
#include "core/ingest/source/dynamodb_body.h"
#include "core/ingest/source/sigv4.h"

#define API "DynamoDB_20120810."
#define URL_MAX 512
#define TRIES 5
#define TRIES_UNTIL_ACTIVE 9 /* the waits between them add up to one to two minutes */
#define TRIES_OF_A_BATCH 9
#define TIMEOUT_MS 20000
#define SKEW_LEAST_S 60 /* a smaller difference is no reason to be refused */
#define HEAD_BYTES (64u << 10)
#define PAGES_MOST 10000
#define ROWS_MOST 100000
#define BATCH_ITEMS 25 /* DynamoDB takes no more at once */
#define TYPE_MAX 64
#define MESSAGE_SHOWN 200

struct dynamodb {
	struct net *net;
	struct aws_credentials credentials;
	const char *table;
	char url[URL_MAX];
	struct sv host;
	int64_t ahead_s;   /* of the server's clock before ours, once it has refused a signature for it */
	struct arena head; /* headers of one try */
	struct buf body, reply;
	char refusal[TYPE_MAX]; /* the type of the last error reply */
};

/* One operation. */
struct call {
	struct dynamodb *d;
	const char *operation;
	int tries;
	const char *(*judge)(struct dynamodb *d, struct sv body); /* of a 200; may write the body of the next try */
	const char *headers[10];
};

static enum rc set_url(struct dynamodb *d, const char *endpoint, struct err *err)
{
	struct sv address = sv_of(endpoint), scheme;
	while (sv_ends(address, SV("/")))
		address.n--;
	int n = address.n > 0 ? snprintf(d->url, URL_MAX, "%.*s/", SV_FMT(address))
	                      : snprintf(d->url, URL_MAX, "https://dynamodb.%s.amazonaws.com/", d->credentials.region);
	enum rc rc = n < URL_MAX ? net_check_url(d->url, err) : err_set(err, RC_CONFIG, "dynamodb_endpoint is too long");
	if (rc != RC_OK)
		return rc;
	struct sv rest = sv_of(d->url);
	for (int i = 0; i < 3; i++) /* "https:", "", the host */
		if (!sv_next(&rest, '/', i < 2 ? &scheme : &d->host))
			return err_set(err, RC_CONFIG, "dynamodb_endpoint is no address: %.120s", d->url);
	return rest.n == 0 ? RC_OK : err_set(err, RC_CONFIG, "dynamodb_endpoint must have no path: %.120s", d->url);
}

enum rc dynamodb_open(struct dynamodb **out, const char *table, const char *endpoint, const char *ca_file, struct err *err)
{
	const struct net_options options = {.rate = 0, .parallel = 1, .tries = TRIES, .timeout_ms = TIMEOUT_MS, .ca_file = ca_file};
	struct dynamodb *d = os_alloc(sizeof(*d));
	*out = NULL;
	if (d == NULL)
		return err_set(err, RC_FAIL, "out of memory for DynamoDB");
	d->table = table;
	arena_init(&d->head, HEAD_BYTES);
	buf_init(&d->body, LIMIT_REPLY_BYTES);
	buf_init(&d->reply, LIMIT_REPLY_BYTES);
	enum rc rc = aws_credentials_load(&d->credentials, err);
	if (rc == RC_OK)
		rc = set_url(d, endpoint, err);
	if (rc == RC_OK)
		rc = net_open(&d->net, &options, err);
	if (rc == RC_OK)
		*out = d;
	else
		dynamodb_close(d);
	return rc;
}

struct net_counts dynamodb_counted(const struct dynamodb *d)
{
	return net_counted(d->net);
}

void dynamodb_close(struct dynamodb *d)
{
	if (d == NULL)
		return;
	net_close(d->net);
	buf_fini(&d->reply);
	buf_fini(&d->body);
	arena_fini(&d->head);
	aws_credentials_forget(&d->credentials);
	os_free(d);
}

static enum rc prepare(void *ctx, const char *const **headers, struct sv *body, struct err *err)
{
	struct call *call = ctx;
	struct dynamodb *d = call->d;
	const struct aws_credentials *c = &d->credentials;
	int64_t now_utc = tm_now_utc() + d->ahead_s;
	char date[SIGV4_DATE_MAX];
	arena_reset(&d->head);
	const char *target = arena_printf(&d->head, API "%s", call->operation);
	const struct sigv4_header signed_headers[] = {
	    {SV("Host"), d->host},
	    {SV("Content-Type"), SV("application/x-amz-json-1.0")},
	    {SV("X-Amz-Date"), sv_of(sigv4_date(date, now_utc))},
	    {SV("X-Amz-Target"), sv_of(target)},
	    {SV("X-Amz-Security-Token"), sv_of(c->token)},
	};
	size_t n = sizeof(signed_headers) / sizeof(signed_headers[0]) - (c->token[0] == '\0'), lines = 0;
	const struct sigv4_request request = {SV("POST"), signed_headers, n, buf_sv(&d->body)};
	const struct sigv4_key key = {sv_of(c->id), sv_of(c->secret), sv_of(c->region), SV("dynamodb")};
	struct buf authorization;
	buf_init(&authorization, HEAD_BYTES);
	enum rc rc = sigv4_authorize(&request, &key, now_utc, &authorization, err);
	for (size_t i = 0; i < n; i++)
		call->headers[lines++] = arena_printf(&d->head, "%.*s: %.*s", SV_FMT(signed_headers[i].name), SV_FMT(signed_headers[i].value));
	call->headers[lines++] = arena_printf(&d->head, "Authorization: %s", buf_str(&authorization));
	call->headers[lines++] = "Expect:"; /* libcurl would wait for a 100 before a large body */
	call->headers[lines] = NULL;
	buf_fini(&authorization);
	*headers = call->headers;
	*body = buf_sv(&d->body);
	return rc == RC_OK && d->head.failed ? err_set(err, RC_FAIL, "out of memory for a request to DynamoDB") : rc;
}

/* What DynamoDB's errors mean, by the part after '#'. */
static const struct refusal {
	const char *type;
	const char *again; /* the word of a fault that passes */
	enum rc rc;        /* of one that does not */
} refusals[] = {
    {"ProvisionedThroughputExceededException", "throttled", RC_UNAVAILABLE},
    {"ThrottlingException", "throttled", RC_UNAVAILABLE},
    {"Throttling", "throttled", RC_UNAVAILABLE},
    {"RequestLimitExceeded", "throttled", RC_UNAVAILABLE},
    {"LimitExceededException", "throttled", RC_UNAVAILABLE},
    {"InternalServerError", "http_5xx", RC_UNAVAILABLE},
    {"InternalFailure", "http_5xx", RC_UNAVAILABLE},
    {"ServiceUnavailable", "http_5xx", RC_UNAVAILABLE},
    {"RequestTimeTooSkewed", "clock_skew", RC_CONFIG},
    {"RequestExpired", "clock_skew", RC_CONFIG},
    {"RequestInTheFuture", "clock_skew", RC_CONFIG},
    {"InvalidSignatureException", "clock_skew", RC_CONFIG},
    {"SignatureDoesNotMatch", "clock_skew", RC_CONFIG},
    {"UnrecognizedClientException", NULL, RC_CONFIG},
    {"InvalidClientTokenId", NULL, RC_CONFIG},
    {"IncompleteSignatureException", NULL, RC_CONFIG},
    {"MissingAuthenticationTokenException", NULL, RC_CONFIG},
    {"ExpiredTokenException", NULL, RC_CONFIG},
    {"AccessDeniedException", NULL, RC_CONFIG},
    {"ResourceNotFoundException", NULL, RC_NOT_FOUND},
    {"ResourceInUseException", NULL, RC_NOT_FOUND},
    {"ConditionalCheckFailedException", NULL, RC_NOT_FOUND},
    {NULL, NULL, RC_FAIL},
};

static const struct refusal *refusal_of(struct sv type)
{
	const struct refusal *refusal = refusals;
	while (refusal->type != NULL && !sv_eq_str(type, refusal->type))
		refusal++;
	return refusal;
}

/* True once, where the server's clock differs from the one that signed: then it is the server's that signs. */
static bool clock_is_corrected(struct dynamodb *d, int64_t served_utc)
{
	int64_t ahead_s = served_utc - tm_now_utc();
	if (served_utc == 0 || (ahead_s - d->ahead_s < SKEW_LEAST_S && d->ahead_s - ahead_s < SKEW_LEAST_S))
		return false;
	d->ahead_s = ahead_s;
	log_line(LOG_WARN, "clock_skew", "source=dynamodb ahead_s=%" PRId64, ahead_s);
	return true;
}

static const char *judge(void *ctx, const struct net_reply *reply)
{
	struct call *call = ctx;
	if (!parse_dynamodb_whole(reply->body))
		return "malformed";
	if (reply->status == 200)
		return call->judge == NULL ? NULL : call->judge(call->d, reply->body);
	const struct refusal *refusal = refusal_of(parse_dynamodb_error(reply->body).type);
	if (refusal->again == NULL || strcmp(refusal->again, "clock_skew") != 0)
		return refusal->again;
	return clock_is_corrected(call->d, reply->served_utc) ? refusal->again : NULL;
}

/* The first line of a message, still escaped: what follows it may be the canonical request, and that holds the session token. */
static struct sv first_line(struct sv message)
{
	struct sv line = message;
	for (line.n = 0; line.n < message.n && line.n < MESSAGE_SHOWN && message.p[line.n] != '\\'; line.n++)
		;
	return line;
}

static enum rc take_reply(void *ctx, const struct net_reply *reply, struct err *err)
{
	struct call *call = ctx;
	struct dynamodb *d = call->d;
	struct parse_dynamodb_error error = parse_dynamodb_error(reply->body);
	struct sv message = first_line(error.message);
	(void)sv_copy(error.type, d->refusal, sizeof(d->refusal));
	buf_clear(&d->reply);
	if (reply->failure == NULL && reply->status == 200) {
		buf_add_sv(&d->reply, reply->body);
		return buf_ok(&d->reply) ? RC_OK : err_set(err, RC_FAIL, "out of memory for a reply of DynamoDB");
	}
	if (reply->failure != NULL)
		return err_set(err, RC_UNAVAILABLE, "DynamoDB, %s: %s after %d tries (%s%s%.*s)", call->operation, reply->failure, reply->tries,
		               reply->detail, error.type.n > 0 ? ", " : "", error.type.n > 60 ? 60 : (int)error.type.n, error.type.p);
	return err_set(err, refusal_of(error.type)->rc, "DynamoDB refuses %s: %s: %.*s", call->operation,
	               d->refusal[0] == '\0' ? reply->detail : d->refusal, SV_FMT(message));
}

/* Posts d->body; what came is in d->reply. RC_NOT_FOUND for what a caller may expect: then d->refusal says which. */
static enum rc post(struct dynamodb *d, const char *operation, int tries, const char *(*judge_body)(struct dynamodb *d, struct sv body),
                    struct err *err)
{
	struct call call = {.d = d, .operation = operation, .tries = tries, .judge = judge_body};
	const struct net_post request = {d->url, prepare, judge, take_reply, &call, tries};
	if (!buf_ok(&d->body))
		return err_set(err, RC_FAIL, "out of memory for a request to DynamoDB");
	return net_post(d->net, &request, err);
}

static bool was_refused_as(const struct dynamodb *d, enum rc rc, const char *type)
{
	return rc == RC_NOT_FOUND && strcmp(d->refusal, type) == 0;
}

static const char *judge_active(struct dynamodb *d, struct sv body)
{
	struct parse_dynamodb_table table;
	(void)d;
	return parse_dynamodb_table(body, &table, NULL) == RC_OK && table.active ? NULL : "table_not_active";
}

enum rc dynamodb_describe(struct dynamodb *d, bool *found, struct parse_dynamodb_table *table, struct err *err)
{
	dynamodb_body_describe(&d->body, d->table);
	enum rc rc = post(d, "DescribeTable", TRIES_UNTIL_ACTIVE, judge_active, err);
	*found = rc == RC_OK;
	if (was_refused_as(d, rc, "ResourceNotFoundException"))
		return RC_OK;
	return rc == RC_OK ? parse_dynamodb_table(buf_sv(&d->reply), table, err) : rc;
}

enum rc dynamodb_create(struct dynamodb *d, struct err *err)
{
	dynamodb_body_create(&d->body, d->table);
	enum rc rc = post(d, "CreateTable", TRIES, NULL, err);
	return was_refused_as(d, rc, "ResourceInUseException") ? RC_OK : rc;
}

enum rc dynamodb_read(struct dynamodb *d, enum parse_dynamodb_shape shape, struct arena *arena, struct parse_dynamodb_rows *rows,
                      struct err *err)
{
	bool query = shape == PARSE_DYNAMODB_BY_HEIGHT;
	struct sv last_key = {0};
	for (int page = 0; page == 0 || last_key.n > 0; page++) {
		if (page == PAGES_MOST || rows->n > ROWS_MOST)
			return err_set(err, RC_DATA, "DynamoDB's table %s is no difficulty history: more than %d pages or %d rows", d->table,
			               PAGES_MOST, ROWS_MOST);
		dynamodb_body_page(&d->body, d->table, query, last_key);
		enum rc rc = post(d, query ? "Query" : "Scan", TRIES, NULL, err);
		if (rc == RC_OK)
			rc = parse_dynamodb_page(buf_sv(&d->reply), shape, arena, rows, &last_key, err);
		if (rc != RC_OK)
			return err_wrap(err, "DynamoDB's table %s", d->table);
	}
	return RC_OK;
}

/* What was left over is the next try's body. */
static const char *judge_batch(struct dynamodb *d, struct sv body)
{
	struct sv left = parse_dynamodb_unprocessed(body);
	if (left.n == 0)
		return NULL;
	dynamodb_body_rest(&d->body, left);
	return "unprocessed";
}

enum rc dynamodb_fill(struct dynamodb *d, const struct series_epoch *epochs, size_t n, struct err *err)
{
	enum rc rc = RC_OK;
	for (size_t i = 0; rc == RC_OK && i < n; i += BATCH_ITEMS) {
		dynamodb_body_batch(&d->body, d->table, epochs + i, n - i < BATCH_ITEMS ? n - i : BATCH_ITEMS);
		rc = post(d, "BatchWriteItem", TRIES_OF_A_BATCH, judge_batch, err);
	}
	return rc;
}

static enum rc put(struct dynamodb *d, const struct series_epoch *epoch, const char *absent, bool *done, struct err *err)
{
	dynamodb_body_put(&d->body, d->table, epoch, absent);
	enum rc rc = post(d, "PutItem", TRIES, NULL, err);
	*done = rc == RC_OK;
	return was_refused_as(d, rc, "ConditionalCheckFailedException") ? RC_OK : rc;
}

enum rc dynamodb_add(struct dynamodb *d, const struct series_epoch *epoch, bool *done, struct err *err)
{
	return put(d, epoch, "Height", done, err);
}

enum rc dynamodb_complete(struct dynamodb *d, const struct series_epoch *epoch, bool *done, struct err *err)
{
	return put(d, epoch, "StartTime", done, err);
}
