#include "fcgi/response.h"

#include <fcgiapp.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/tm.h"

#define HEAD_MAX_BYTES 8192

/* What every answer says: any site may read it, how much nginx lets one address ask (its limit_req), and whose data it is. */
static const char fixed_headers[] =
    "Vary: Accept\r\n"
    "Access-Control-Allow-Origin: *\r\n"
    "Access-Control-Expose-Headers: ETag, Link, Location, RateLimit-Policy, Retry-After\r\n"
    "RateLimit-Policy: \"default\";q=100;w=1\r\n"
    "Link: <https://www.elexon.co.uk/data/balancing-mechanism-reporting-agent/copyright-licence-bmrs-data/>; rel=\"license\"\r\n";

static const struct {
	int status;
	const char *reason;
} reasons[] = {
    {200, "OK"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {303, "See Other"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {429, "Too Many Requests"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

void response_init(struct response *r)
{
	*r = (struct response){.status = 200};
	buf_init(&r->body, LIMIT_RESPONSE_BYTES);
}

void response_fini(struct response *r)
{
	buf_fini(&r->body);
}

const char *response_reason(int status)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Error";
}

static bool has_body(int status)
{
	return status != 204 && status != 304;
}

/* A value that could end its header, or the <> around an address, is left out: no input may write headers. */
static bool is_safe(const char *value)
{
	for (const unsigned char *p = (const unsigned char *)value; *p; p++) {
		if (*p < ' ' || *p >= 0x7f || *p == '<' || *p == '>') {
			log_line(LOG_ERROR, "header_refused", "value=%s", log_quote(value));
			return false;
		}
	}
	return value[0] != '\0';
}

static void add_header(struct buf *out, const char *before, const char *value, const char *after)
{
	if (!value || !is_safe(value))
		return;
	buf_add_str(out, before);
	buf_add_str(out, value);
	buf_add_str(out, after);
	buf_add_str(out, "\r\n");
}

/* RFC 9110's only form: Sun, 06 Nov 1994 08:49:37 GMT. */
static void add_last_modified(struct buf *out, int64_t utc)
{
	static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int32_t day = (int32_t)(utc / 86400);
	int second = (int)(utc % 86400), year, month, mday;

	tm_civil(day, &year, &month, &mday);
	buf_addf(out, "Last-Modified: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", days[tm_weekday(day)], mday, months[month - 1], year,
	         second / 3600, second / 60 % 60, second % 60);
}

static void add_head(struct buf *out, const struct response *r)
{
	buf_addf(out, "Status: %d %s\r\n", r->status, response_reason(r->status));
	if (has_body(r->status)) {
		add_header(out, "Content-Type: ", r->content_type, "");
		buf_addf(out, "Content-Length: %zu\r\n", r->body.len);
	}
	add_header(out, "Cache-Control: ", r->cache_control ? r->cache_control : "no-store", "");
	if (r->unkept)
		buf_add_str(out, "X-Accel-Expires: 0\r\n");
	add_header(out, "ETag: \"", r->etag, "\"");
	if (r->last_modified_utc > 0)
		add_last_modified(out, r->last_modified_utc);
	if (r->retry_after_s > 0)
		buf_addf(out, "Retry-After: %d\r\n", r->retry_after_s);
	add_header(out, "Allow: ", r->allow, "");
	add_header(out, "WWW-Authenticate: ", r->www_authenticate, "");
	add_header(out, "Location: ", r->location, "");
	add_header(out, "Link: <", r->link_next, ">; rel=\"next\"");
	buf_add_str(out, fixed_headers);
	buf_add_str(out, "\r\n");
}

bool response_send(const struct response *r, FCGX_Request *fcgi)
{
	struct buf out;
	bool sent = false;

	buf_init(&out, HEAD_MAX_BYTES + LIMIT_RESPONSE_BYTES);
	add_head(&out, r);
	if (has_body(r->status))
		buf_add_sv(&out, buf_sv(&r->body));
	if (buf_ok(&out) && buf_ok(&r->body)) {
		(void)FCGX_PutStr(out.data, (int)out.len, fcgi->out); /* judged by the stream's error, next */
		sent = FCGX_GetError(fcgi->out) == 0;
	}
	buf_fini(&out);
	return sent;
}
