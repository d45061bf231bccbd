/* The network against a small server of its own. */
#include "core/io/net.h"

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "tests/unit/io/net_server.h"

struct got {
	int status, tries, calls;
	char failure[32], body[4096], detail[160];
	enum rc say;
};

static bool starts_with_brace(void *ctx, void *tag, struct sv body)
{
	(void)ctx;
	(void)tag;
	return sv_starts(body, SV("{")) || sv_starts(body, SV("GET "));
}

static enum rc reply_note(void *ctx, const struct net_request *request, const struct net_reply *reply, struct err *err)
{
	struct got *got = request->tag;

	(void)ctx;
	got->status = reply->status;
	got->tries = reply->tries;
	got->calls++;
	(void)snprintf(got->failure, sizeof(got->failure), "%s", reply->failure ? reply->failure : "");
	(void)snprintf(got->detail, sizeof(got->detail), "%s", reply->detail);
	(void)sv_copy(reply->body, got->body, sizeof(got->body));
	return got->say == RC_OK ? RC_OK : err_set(err, got->say, "enough");
}

static struct net *net_make(int rate, int parallel, int tries)
{
	struct net_options options = {.rate = rate, .parallel = parallel, .tries = tries, .timeout_ms = 1500};
	struct err err = {0};
	struct net *net;

	if (net_open(&net, &options, &err) != RC_OK)
		fail_msg("%s", err.text);
	return net;
}

static struct net_counts get(const char *path, int tries, struct got *got)
{
	struct net *net = net_make(0, 1, tries);
	char url[128];
	struct net_request request = {url, got};
	struct net_counts counts;
	struct err err = {0};

	*got = (struct got){0};
	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", server.port, path);
	if (net_get_all(net, &request, 1, starts_with_brace, reply_note, NULL, &err) != RC_OK)
		fail_msg("%s", err.text);
	assert_int_equal(got->calls, 1);
	counts = net_counted(net);
	net_close(net);
	return counts;
}

static void assert_final(const char *path, int status, int tries, const char *body)
{
	struct got got;
	struct net_counts counts = get(path, 4, &got);

	assert_string_equal(got.failure, "");
	assert_int_equal(got.status, status);
	assert_int_equal(got.tries, tries);
	assert_int_equal(counts.retries, tries - 1);
	assert_string_equal(got.body, body);
}

static void assert_failure(const char *path, int tries, const char *failure)
{
	struct got got;

	(void)get(path, 2, &got);
	assert_string_equal(got.failure, failure);
	assert_int_equal(got.tries, tries);
	assert_true(got.detail[0] != '\0');
}

static void final_replies_come_at_once(void **state)
{
	(void)state;
	assert_final("/ok", 200, 1, GOOD);
	assert_final("/missing", 404, 1, "{\"statusCode\":404}");
	assert_final("/refused", 400, 1, "{}");
}

static void passing_faults_are_tried_again(void **state)
{
	(void)state;
	assert_final("/busy", 200, 3, GOOD);
	assert_final("/late", 200, 2, GOOD);
	assert_final("/html-once", 200, 2, GOOD);
	assert_final("/truncated", 200, 2, GOOD);
}

static void lasting_faults_have_a_name(void **state)
{
	(void)state;
	assert_failure("/down", 2, "http_5xx");
	assert_failure("/slow-down", 2, "http_429");
	assert_failure("/html", 2, "malformed");
	assert_failure("/no-content", 2, "malformed");
	assert_failure("/bad-gzip", 2, "malformed");
	assert_failure("/cut-short", 2, "truncated");
	assert_failure("/reset", 2, "reset");
	assert_failure("/hang", 2, "timeout");
	assert_failure("/bomb", 1, "too_large");
}

static void retry_after_is_waited_for(void **state)
{
	int64_t start = tm_monotonic_ms();
	struct got got;
	struct net_counts counts = get("/throttled", 2, &got);

	(void)state;
	assert_int_equal(got.status, 200);
	assert_int_equal(counts.throttled, 1);
	assert_true(tm_monotonic_ms() - start >= 1000);
}

static void redirects_stay_where_they_may(void **state)
{
	(void)state;
	assert_final("/moved", 200, 1, GOOD);
	assert_failure("/round", 1, "redirect");
	assert_failure("/out", 1, "redirect");
	assert_failure("/file", 1, "redirect");
}

static void asks_for_json_and_says_who_it_is(void **state)
{
	struct got got;

	(void)state;
	(void)setenv("http_proxy", "http://127.0.0.1:1", 1); /* none stands between a machine and itself */
	(void)get("/echo", 1, &got);
	(void)unsetenv("http_proxy");
	assert_non_null(strstr(got.body, "\r\nAccept: application/json\r\n"));
	assert_non_null(strstr(got.body, "\r\nUser-Agent: windfall/"));
	assert_non_null(strstr(got.body, "gzip"));
}

static void many_go_at_once_and_paced(void **state)
{
	enum { N = 30 };
	static struct got got[N];
	struct net_request requests[N];
	struct net *net = net_make(40, 10, 1);
	int64_t start = tm_monotonic_ms();
	struct err err = {0};
	char url[64];

	(void)state;
	(void)snprintf(url, sizeof(url), "http://localhost:%d/ok", server.port);
	for (int i = 0; i < N; i++)
		requests[i] = (struct net_request){url, &got[i]};
	if (net_get_all(net, requests, N, NULL, reply_note, NULL, &err) != RC_OK)
		fail_msg("%s", err.text);
	for (int i = 0; i < N; i++)
		assert_int_equal(got[i].calls, 1);
	assert_in_range(tm_monotonic_ms() - start, 450, 5000); /* 10 in the burst, 20 at 40 a second */
	assert_int_equal(net_counted(net).requests, N);
	net_close(net);
}

static void the_receiver_may_end_it(void **state)
{
	static struct got got[4];
	struct net_request requests[4];
	struct net *net = net_make(0, 2, 1);
	struct err err = {0};
	char url[64];

	(void)state;
	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%d/ok", server.port);
	for (int i = 0; i < 4; i++) {
		got[i].say = RC_DATA;
		requests[i] = (struct net_request){url, &got[i]};
	}
	assert_int_equal(net_get_all(net, requests, 4, NULL, reply_note, NULL, &err), RC_DATA);
	assert_int_equal(got[0].calls + got[1].calls + got[2].calls + got[3].calls, 1);
	assert_int_equal(net_get_all(net, requests, 0, NULL, reply_note, NULL, &err), RC_OK);
	net_close(net);
}

/* The last test: the flag stays. */
static void a_stop_ends_it(void **state)
{
	struct net *net = net_make(0, 1, 1);
	struct got got = {0};
	struct net_request request = {"http://127.0.0.1:1/", &got};
	struct err err = {0};

	(void)state;
	os_catch_signals();
	(void)raise(SIGTERM);
	assert_int_equal(net_get_all(net, &request, 1, NULL, reply_note, NULL, &err), RC_PARTLY);
	assert_string_equal(err.text, "stopped with 0 of 1 requests done");
	assert_int_equal(got.calls, 0);
	net_close(net);
}

static void nobody_listening_is_a_transport_fault(void **state)
{
	struct net *net = net_make(0, 1, 1);
	struct got got = {0};
	struct net_request request = {"http://127.0.0.1:1/", &got};
	struct err err = {0};

	(void)state;
	assert_int_equal(net_get_all(net, &request, 1, NULL, reply_note, NULL, &err), RC_OK);
	assert_string_equal(got.failure, "transport");
	assert_int_equal(got.status, 0);
	net_close(net);
}

static void addresses_are_https_or_loopback(void **state)
{
	static const char *const good[] = {"https://data.elexon.co.uk/bmrs/api/v1",
	                                   "https://127.0.0.1/",
	                                   "http://127.0.0.1:8080",
	                                   "http://127.255.0.1/x",
	                                   "http://localhost:1/",
	                                   "http://[::1]:8080/"};
	static const char *const bad[] = {"http://data.elexon.co.uk",
	                                  "http://10.0.0.1/",
	                                  "http://127.0.0.1.example.com/",
	                                  "http://localhost.example.com/",
	                                  "http://127.0.0.1@example.com/",
	                                  "http://[::2]/",
	                                  "ftp://127.0.0.1/",
	                                  "file:///etc/passwd",
	                                  "data.elexon.co.uk",
	                                  "",
	                                  "https://"};
	struct err err;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		if (net_check_url(good[i], &err) != RC_OK)
			fail_msg("%s", err.text);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (net_check_url(bad[i], &err) != RC_CONFIG)
			fail_msg("%s is accepted", bad[i]);
}

/* A POST whose body counts its tries, and that is content from the nth on. */
struct posting {
	struct got got;
	int prepared, content_from;
	char header[32], body[32];
	const char *headers[3];
};

static enum rc post_prepare(void *ctx, const char *const **headers, struct sv *body, struct err *err)
{
	struct posting *posting = ctx;

	(void)err;
	(void)snprintf(posting->header, sizeof(posting->header), "X-Try: %d", ++posting->prepared);
	(void)snprintf(posting->body, sizeof(posting->body), "{\"try\":%d}", posting->prepared);
	posting->headers[0] = posting->header;
	posting->headers[1] = "Expect:";
	*headers = posting->headers;
	*body = sv_of(posting->body);
	return RC_OK;
}

static const char *post_judge(void *ctx, const struct net_reply *reply)
{
	const struct posting *posting = ctx;

	(void)reply;
	return posting->prepared < posting->content_from ? "unprocessed" : NULL;
}

static enum rc post_note(void *ctx, const struct net_reply *reply, struct err *err)
{
	struct posting *posting = ctx;
	const struct net_request request = {NULL, &posting->got};

	return reply_note(NULL, &request, reply, err);
}

static void post(const char *path, struct posting *posting)
{
	struct net *net = net_make(0, 1, 1);
	char url[128];
	struct net_post request = {url, post_prepare, post_judge, post_note, posting, 3};
	struct err err = {0};

	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", server.port, path);
	if (net_post(net, &request, &err) != RC_OK)
		fail_msg("%s", err.text);
	assert_int_equal(posting->got.calls, 1);
	net_close(net);
}

static void a_post_is_made_anew_for_each_try(void **state)
{
	struct posting echo = {.content_from = 2}, down = {0}, refused = {0}, never = {.content_from = 9}, moved = {0};

	(void)state;
	post("/echo", &echo);
	assert_string_equal(echo.got.failure, "");
	assert_non_null(strstr(echo.got.body, "POST /echo "));
	assert_non_null(strstr(echo.got.body, "X-Try: 2\r\n"));
	assert_non_null(strstr(echo.got.body, "\r\n\r\n{\"try\":2}"));
	assert_null(strstr(echo.got.body, "Expect"));
	post("/down", &down);
	assert_string_equal(down.got.failure, "http_5xx");
	assert_int_equal(down.got.tries, 3);
	post("/refused", &refused);
	assert_string_equal(refused.got.failure, "");
	assert_int_equal(refused.got.status, 400);
	post("/ok", &never);
	assert_string_equal(never.got.failure, "unprocessed");
	assert_int_equal(never.got.tries, 3);
	post("/moved", &moved);
	assert_string_equal(moved.got.failure, "redirect");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_post_is_made_anew_for_each_try), cmocka_unit_test(final_replies_come_at_once),
	    cmocka_unit_test(passing_faults_are_tried_again),   cmocka_unit_test(lasting_faults_have_a_name),
	    cmocka_unit_test(retry_after_is_waited_for),        cmocka_unit_test(redirects_stay_where_they_may),
	    cmocka_unit_test(asks_for_json_and_says_who_it_is), cmocka_unit_test(many_go_at_once_and_paced),
	    cmocka_unit_test(the_receiver_may_end_it),          cmocka_unit_test(nobody_listening_is_a_transport_fault),
	    cmocka_unit_test(addresses_are_https_or_loopback),  cmocka_unit_test(a_stop_ends_it),
	};

	return cmocka_run_group_tests(tests, server_start, server_stop);
}
