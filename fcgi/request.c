#include "fcgi/request.h"

#include <fcgiapp.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/base/os.h"

#define REQUEST_ID_BYTES 16
#define DRAIN_CHUNK 4096

static const struct {
	const char *name;
	size_t offset;
} parameters[] = {
    {"REQUEST_METHOD", offsetof(struct request, method)},
    {"HTTP_ACCEPT", offsetof(struct request, accept)},
    {"HTTP_IF_NONE_MATCH", offsetof(struct request, if_none_match)},
    {"HTTP_AUTHORIZATION", offsetof(struct request, authorization)},
    {"HTTP_IDEMPOTENCY_KEY", offsetof(struct request, idempotency_key)},
    {"CONTENT_TYPE", offsetof(struct request, content_type)},
    {"REMOTE_ADDR", offsetof(struct request, remote_addr)},
    {"REQUEST_ID", offsetof(struct request, request_id)},
};

static struct sv read_parameter(const FCGX_Request *fcgi, struct arena *arena, const char *name)
{
	struct sv text = sv_of(FCGX_GetParam(name, fcgi->envp));
	const char *copy = arena_dup(arena, text);

	return copy ? (struct sv){copy, text.n} : SV("");
}

static bool is_request_id(struct sv text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!strchr("0123456789abcdefABCDEF-", text.p[i]))
			return false;
	return text.n > 0 && text.n <= 64;
}

/* nginx gives each request an identifier; a caller that speaks FastCGI itself may not. */
static struct sv invent_request_id(struct arena *arena)
{
	unsigned char bytes[REQUEST_ID_BYTES];
	char *text = arena_alloc(arena, 2 * sizeof(bytes) + 1);

	if (!text || os_random(bytes, sizeof(bytes), NULL) != RC_OK)
		return SV("-");
	for (size_t i = 0; i < sizeof(bytes); i++) {
		text[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		text[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
	return (struct sv){text, 2 * sizeof(bytes)};
}

static void read_parameters(const FCGX_Request *fcgi, struct arena *arena, struct request *out)
{
	struct sv uri = read_parameter(fcgi, arena, "REQUEST_URI");

	for (size_t i = 0; i < sizeof(parameters) / sizeof(parameters[0]); i++)
		*(struct sv *)((char *)out + parameters[i].offset) = read_parameter(fcgi, arena, parameters[i].name);
	if (!is_request_id(out->request_id))
		out->request_id = invent_request_id(arena);
	if (!sv_next(&uri, '?', &out->path))
		out->path = SV("");
	out->query = uri.n > 0 ? uri : SV("");
}

/* Reads stdin to its end, keeping what fits into body. Returns how many bytes there were. */
static size_t drain(FCGX_Stream *in, char *body, size_t size)
{
	char rest[DRAIN_CHUNK];
	int n = size > 0 ? FCGX_GetStr(body, (int)size, in) : 0;
	size_t total = (size_t)n;

	while ((n = FCGX_GetStr(rest, sizeof(rest), in)) > 0)
		total += (size_t)n;
	return total;
}

static enum rc read_body(const FCGX_Request *fcgi, struct arena *arena, struct sv *body, struct err *err)
{
	struct sv text = sv_of(FCGX_GetParam("CONTENT_LENGTH", fcgi->envp));
	int64_t length = 0;
	bool valid = text.n == 0 || num_parse_range(text, 0, INT64_MAX, &length);
	size_t room = length > LIMIT_REQUEST_BODY_BYTES ? 0 : (size_t)length;
	char *bytes = room > 0 ? arena_alloc(arena, room) : NULL;
	size_t total = drain(fcgi->in, bytes, bytes ? room : 0);

	if (!valid)
		return err_set(err, RC_USAGE, "Content-Length is not a number.");
	if (length > LIMIT_REQUEST_BODY_BYTES || total > LIMIT_REQUEST_BODY_BYTES)
		return err_set(err, RC_DATA, "The body is larger than %u bytes.", LIMIT_REQUEST_BODY_BYTES);
	if (FCGX_GetError(fcgi->in) || total != (size_t)length)
		return err_set(err, RC_USAGE, "The body does not have the length that Content-Length says.");
	if (bytes)
		*body = (struct sv){bytes, room};
	return RC_OK;
}

enum rc request_read(FCGX_Request *fcgi, struct arena *arena, struct request *out, struct err *err)
{
	enum rc rc;

	*out = (struct request){.body = SV(""), .arena = arena};
	read_parameters(fcgi, arena, out);
	rc = read_body(fcgi, arena, &out->body, err);
	if (arena->failed)
		return err_set(err, RC_FAIL, "out of memory");
	if (rc == RC_OK && (out->method.n == 0 || out->path.n == 0))
		return err_set(err, RC_USAGE, "The request has no method or no address.");
	return rc;
}

uint64_t request_fingerprint(const struct request *request)
{
	uint64_t hash = sv_hash(sv_hash(SV_HASH, request->method), request->path);

	hash = sv_hash(sv_hash(hash, request->query), request->body);
	return hash ? hash : 1;
}
