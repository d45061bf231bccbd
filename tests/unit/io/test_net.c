/* The network against a small server of its own on the loopback: a process that answers each path by the table below. */
#include "core/io/net.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/io/gzip.h"
#include "tests/unit/unit.h"

#define GOOD "{\"data\":[]}"

struct answer {
	const char *path;
	int times; /* so often, then GOOD; 0: always */
	const char *head;
	const char *body;
};

static const struct answer answers[] = {
    {"/busy", 2, "HTTP/1.1 503 Busy\r\n", "{}"},
    {"/down", 0, "HTTP/1.1 502 Bad Gateway\r\n", "<html>"},
    {"/throttled", 1, "HTTP/1.1 429 Slow down\r\nRetry-After: 1\r\n", ""},
    {"/slow-down", 0, "HTTP/1.1 429 Slow down\r\n", ""},
    {"/late", 1, "HTTP/1.1 408 Late\r\n", ""},
    {"/missing", 0, "HTTP/1.1 404 Not Found\r\n", "{\"statusCode\":404}"},
    {"/refused", 0, "HTTP/1.1 400 Bad Request\r\n", "{}"},
    {"/html-once", 1, "HTTP/1.1 200 OK\r\n", "<html>"},
    {"/html", 0, "HTTP/1.1 200 OK\r\n", "<html>"},
    {"/no-content", 0, "HTTP/1.1 204 No Content\r\n", ""},
    {"/truncated", 1, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n", "{\"data\""},
    {"/cut-short", 0, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n", "{\"data\""},
    {"/moved", 0, "HTTP/1.1 302 Found\r\nLocation: /ok\r\n", ""},
    {"/round", 0, "HTTP/1.1 302 Found\r\nLocation: /round\r\n", ""},
    {"/out", 0, "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n", ""},
    {"/file", 0, "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n", ""},
    {"/bad-gzip", 0, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", "this is no gzip"},
};

static struct {
	int listener, port;
	pid_t pid;
	int *asked; /* of each path, shared with the server */
} server;

static void say(int client, const void *bytes, size_t n)
{
	(void)send(client, bytes, n, MSG_NOSIGNAL);
}

static void say_text(int client, const char *text)
{
	say(client, text, strlen(text));
}

/* A few kilobytes that unpack to more than a reply may hold. */
static void say_bomb(int client)
{
	struct buf zeros, packed;

	buf_init(&zeros, LIMIT_REPLY_BYTES + (2u << 20));
	buf_init(&packed, 1 << 20);
	while (zeros.len <= LIMIT_REPLY_BYTES)
		buf_addf(&zeros, "%01000d", 0);
	if (gzip_pack(buf_sv(&zeros), &packed, NULL) != RC_OK)
		_exit(1);
	say_text(client, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n");
	say(client, packed.data, packed.len);
}

static void reset_by_close(int client)
{
	struct linger at_once = {.l_onoff = 1, .l_linger = 0};

	say_text(client, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
	(void)setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

static bool say_answer(int client, const char *path)
{
	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		const struct answer *answer = &answers[i];

		if (strcmp(path, answer->path) != 0)
			continue;
		if (answer->times > 0 && __atomic_add_fetch(&server.asked[i], 1, __ATOMIC_SEQ_CST) > answer->times)
			return false;
		say_text(client, answer->head);
		say_text(client, "Connection: close\r\n\r\n");
		say_text(client, answer->body);
		return true;
	}
	return false;
}

static void client_serve(int client)
{
	char request[4096] = "", path[256] = "";
	size_t n = 0;
	ssize_t got;

	while (!strstr(request, "\r\n\r\n") && n + 1 < sizeof(request) && (got = recv(client, request + n, sizeof(request) - n - 1, 0)) > 0)
		n += (size_t)got;
	if (strncmp(request, "GET ", 4) == 0)
		(void)sv_copy((struct sv){request + 4, strcspn(request + 4, " ")}, path, sizeof(path));
	if (strcmp(path, "/hang") == 0)
		(void)pause();
	if (strcmp(path, "/bomb") == 0) {
		say_bomb(client);
	} else if (strcmp(path, "/reset") == 0) {
		reset_by_close(client);
	} else if (!say_answer(client, path)) {
		say_text(client, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
		say_text(client, strcmp(path, "/echo") == 0 ? request : GOOD);
	}
	(void)close(client);
}

/* A process a connection, so that one that hangs holds up no other; they all end with their group. */
static void server_run(void)
{
	(void)setpgid(0, 0);
	(void)signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int client = accept(server.listener, NULL, NULL);

		if (client >= 0 && fork() == 0) {
			client_serve(client);
			_exit(0);
		}
		if (client >= 0)
			(void)close(client);
	}
}

static int server_start(void **state)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);

	(void)state;
	server.asked = mmap(NULL, sizeof(int) * COUNT_OF(answers), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	server.listener = socket(AF_INET, SOCK_STREAM, 0);
	if (server.asked == MAP_FAILED || bind(server.listener, (struct sockaddr *)&address, size) != 0 || listen(server.listener, 64) != 0 ||
	    getsockname(server.listener, (struct sockaddr *)&address, &size) != 0)
		return -1;
	server.port = ntohs(address.sin_port);
	server.pid = fork();
	if (server.pid == 0)
		server_run();
	(void)setpgid(server.pid, server.pid);
	return server.pid > 0 ? 0 : -1;
}

static int server_stop(void **state)
{
	(void)state;
	(void)kill(-server.pid, SIGKILL);
	(void)waitpid(server.pid, NULL, 0);
	(void)close(server.listener);
	return munmap(server.asked, sizeof(int) * COUNT_OF(answers));
}

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
	os_catch_stop();
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(final_replies_come_at_once),
	    cmocka_unit_test(passing_faults_are_tried_again),
	    cmocka_unit_test(lasting_faults_have_a_name),
	    cmocka_unit_test(retry_after_is_waited_for),
	    cmocka_unit_test(redirects_stay_where_they_may),
	    cmocka_unit_test(asks_for_json_and_says_who_it_is),
	    cmocka_unit_test(many_go_at_once_and_paced),
	    cmocka_unit_test(the_receiver_may_end_it),
	    cmocka_unit_test(nobody_listening_is_a_transport_fault),
	    cmocka_unit_test(addresses_are_https_or_loopback),
	    cmocka_unit_test(a_stop_ends_it),
	};

	return cmocka_run_group_tests(tests, server_start, server_stop);
}
