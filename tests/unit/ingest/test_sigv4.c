/* The signer against AWS's published vectors: the key pair of AWS's documentation, 2015-08-30T12:36:00Z, us-east-1, "service". */
#include "core/ingest/source/sigv4.h"
#include "tests/unit/unit.h"

#define WHEN_UTC 1440938160
#define HOST                                                                                                                               \
	{                                                                                                                                      \
		SV("Host"), SV("example.amazonaws.com")                                                                                            \
	}
#define DATE                                                                                                                               \
	{                                                                                                                                      \
		SV("X-Amz-Date"), SV("20150830T123600Z")                                                                                           \
	}
#define TOKEN "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"
#define BODY "Param1=value1"
#define BODY_SHA256 "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"

static const struct vector {
	const char *name;
	const char *method;
	const char *body;
	struct sigv4_header headers[SIGV4_HEADERS_MAX];
	size_t n;
	const char *names, *signature;
} vectors[] = {
    {"get-vanilla", "GET", "", {HOST, DATE}, 2, "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
    {"get-vanilla-with-session-token",
     "GET",
     "",
     {HOST, DATE, {SV("X-Amz-Security-Token"), SV(TOKEN)}},
     3,
     "host;x-amz-date;x-amz-security-token",
     "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"},
    {"get-header-key-duplicate",
     "GET",
     "",
     {HOST, {SV("My-Header1"), SV("value2")}, {SV("My-Header1"), SV("value2")}, {SV("My-Header1"), SV("value1")}, DATE},
     5,
     "host;my-header1;x-amz-date",
     "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"},
    {"get-header-value-trim",
     "GET",
     "",
     {HOST, {SV("My-Header1"), SV(" value1")}, {SV("My-Header2"), SV(" \"a   b   c\"")}, DATE},
     4,
     "host;my-header1;my-header2;x-amz-date",
     "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"},
    {"post-header-key-sort",
     "POST",
     "",
     {DATE, {SV("My-Header1"), SV("value1")}, HOST},
     3,
     "host;my-header1;x-amz-date",
     "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"},
    {"post-x-www-form-urlencoded",
     "POST",
     BODY,
     {{SV("Content-Type"), SV("application/x-www-form-urlencoded")},
      HOST,
      {SV("Content-Length"), SV("13")},
      {SV("x-amz-content-sha256"), SV(BODY_SHA256)},
      DATE},
     5,
     "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
     "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b"},
};

static void signs_as_published(void **state)
{
	const struct sigv4_key key = {SV("AKIDEXAMPLE"), SV("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), SV("us-east-1"), SV("service")};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(vectors); i++) {
		const struct vector *v = &vectors[i];
		const struct sigv4_request request = {sv_of(v->method), v->headers, v->n, sv_of(v->body)};
		char expected[512];
		struct buf got;
		struct err err;
		buf_init(&got, 1024);
		assert_int_equal(sigv4_authorize(&request, &key, WHEN_UTC, &got, &err), RC_OK);
		(void)snprintf(expected, sizeof(expected),
		               "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=%s, Signature=%s",
		               v->names, v->signature);
		assert_string_equal(buf_str(&got), expected);
		buf_fini(&got);
	}
}

static void writes_the_date(void **state)
{
	char text[SIGV4_DATE_MAX];
	(void)state;
	assert_string_equal(sigv4_date(text, WHEN_UTC), "20150830T123600Z");
	assert_string_equal(sigv4_date(text, 0), "19700101T000000Z");
}

static void refuses_too_many_headers(void **state)
{
	const struct sigv4_key key = {SV("A"), SV("B"), SV("us-east-1"), SV("dynamodb")};
	const struct sigv4_request request = {SV("POST"), NULL, SIGV4_HEADERS_MAX + 1, SV("")};
	struct buf got;
	struct err err;
	(void)state;
	buf_init(&got, 1024);
	assert_int_equal(sigv4_authorize(&request, &key, WHEN_UTC, &got, &err), RC_FAIL);
	buf_fini(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(signs_as_published),
	    cmocka_unit_test(writes_the_date),
	    cmocka_unit_test(refuses_too_many_headers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
