/* Redis as a cache that may be absent: against nothing, a server that never answers, and one that answers as told. */
#include "tests/unit/unit.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/io/kv.h"

struct server {
	char path[64];
	int fd;
	pid_t pid; /* 0: nobody accepts */
};

/* Answers the first command of each connection by reply, the later ones by silence; NULL: accepts nobody. */
static struct server start_server(const char *reply)
{
	struct server s = {.path = "/tmp/wfu-kv-XXXXXX"};
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char request[65536];

	assert_int_equal(close(mkstemp(s.path)), 0);
	unlink(s.path);
	memcpy(address.sun_path, s.path, sizeof(s.path));
	s.fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(s.fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(s.fd, 8), 0);
	if (!reply || (s.pid = fork()) > 0)
		return s;
	for (;;) {
		int peer = accept(s.fd, NULL, NULL);

		if (read(peer, request, sizeof(request)) > 0 && write(peer, reply, strlen(reply)) < 0)
			_exit(1);
	}
}

static void stop_server(struct server *s)
{
	if (s->pid > 0) {
		kill(s->pid, SIGKILL);
		waitpid(s->pid, NULL, 0);
	}
	close(s->fd);
	unlink(s->path);
}

static struct kv *open_kv(const char *path)
{
	struct kv *kv;
	struct err err;

	assert_int_equal(kv_open(&kv, path, &err), RC_OK);
	return kv;
}

static void mget(struct kv *kv, struct arena *a, const struct sv *keys, int n, struct sv *values)
{
	kv_mget_answer(kv, kv_mget_ask(kv, keys, n), a, n, values);
}

static void test_no_path_always_misses(void **state)
{
	struct kv *kv = open_kv("");
	struct arena a;
	struct sv key = SV("k"), value;

	(void)state;
	arena_init(&a, 4096);
	mget(kv, &a, &key, 1, &value);
	assert_null(value.p);
	assert_false(kv_set(kv, key, SV("v"), 60));
	assert_false(kv_ping(kv));
	arena_fini(&a);
	kv_close(kv);
	kv_close(NULL);
}

static void test_no_server_is_a_miss(void **state)
{
	struct kv *kv = open_kv("/nonexistent/redis");

	(void)state;
	assert_false(kv_ping(kv));
	assert_false(kv_ping(kv));
	kv_close(kv);
}

static void test_mget_gives_values_and_gaps(void **state)
{
	struct server s = start_server("*3\r\n$5\r\na b\r\n\r\n$-1\r\n$0\r\n\r\n");
	struct sv keys[] = {SV("one"), SV("two"), SV("three")}, values[3];
	struct kv *kv = open_kv(s.path);
	struct arena a;

	(void)state;
	arena_init(&a, 4096);
	mget(kv, &a, keys, 3, values);
	assert_sv_equal(values[0], "a b\r\n");
	assert_null(values[1].p);
	assert_non_null(values[2].p);
	assert_int_equal(values[2].n, 0);
	arena_fini(&a);
	kv_close(kv);
	stop_server(&s);
}

static void test_questions_asked_together_are_answered_each(void **state)
{
	static const char *const texts[] = {"one", "two", "three"};
	struct server s = start_server("*1\r\n$3\r\none\r\n*1\r\n$3\r\ntwo\r\n*1\r\n$5\r\nthree\r\n");
	struct kv *kv = open_kv(s.path);
	struct sv value;
	struct arena a;
	int tickets[3];

	(void)state;
	arena_init(&a, 4096);
	for (size_t i = 0; i < COUNT_OF(tickets); i++)
		tickets[i] = kv_mget_ask(kv, &(struct sv){texts[i], 3}, 1);
	for (size_t i = COUNT_OF(tickets); i-- > 0;) {
		kv_mget_answer(kv, tickets[i], &a, 1, &value);
		assert_sv_equal(value, texts[i]);
	}
	arena_fini(&a);
	kv_close(kv);
	stop_server(&s);
}

/* The second reply is an error: it and those after it are misses, and nobody waits for them again. */
static void test_a_failure_is_a_miss_of_all_that_follow(void **state)
{
	struct server s = start_server("*1\r\n$3\r\none\r\n-LOADING\r\n");
	struct kv *kv = open_kv(s.path);
	struct sv key = SV("k"), values[3];
	struct arena a;
	int tickets[3];

	(void)state;
	arena_init(&a, 4096);
	for (size_t i = 0; i < COUNT_OF(tickets); i++)
		tickets[i] = kv_mget_ask(kv, &key, 1);
	for (size_t i = 0; i < COUNT_OF(tickets); i++)
		kv_mget_answer(kv, tickets[i], &a, 1, &values[i]);
	assert_sv_equal(values[0], "one");
	assert_null(values[1].p);
	assert_null(values[2].p);
	assert_int_equal(kv_failures(kv), 1);
	assert_int_equal(kv_mget_ask(kv, &key, 1), KV_NOT_ASKED);
	arena_fini(&a);
	kv_close(kv);
	stop_server(&s);
}

static void test_another_command_leaves_what_was_asked(void **state)
{
	struct server s = start_server("*1\r\n$3\r\none\r\n+PONG\r\n");
	struct kv *kv = open_kv(s.path);
	struct sv key = SV("k"), value;
	struct arena a;

	(void)state;
	arena_init(&a, 4096);
	int ticket = kv_mget_ask(kv, &key, 1);
	assert_true(kv_ping(kv));
	kv_mget_answer(kv, ticket, &a, 1, &value);
	assert_sv_equal(value, "one");
	arena_fini(&a);
	kv_close(kv);
	stop_server(&s);
}

static void test_a_key_is_claimed_once_until_all_is_sent(void **state)
{
	struct server s = start_server("+OK\r\n");
	struct kv *kv = open_kv(s.path);

	(void)state;
	assert_true(kv_claim(kv, SV("k")));
	assert_false(kv_claim(kv, SV("k")));
	assert_true(kv_claim(kv, SV("l")));
	kv_set_unanswered(kv, SV("k"), SV("v"), 60);
	kv_flush(kv);
	assert_true(kv_claim(kv, SV("k")));
	kv_close(kv);
	stop_server(&s);
}

static void test_full_arena_is_a_miss(void **state)
{
	struct server s = start_server("*1\r\n$5\r\nabcde\r\n");
	struct sv key = SV("k"), value;
	struct kv *kv = open_kv(s.path);
	struct arena a;

	(void)state;
	arena_init(&a, 1);
	mget(kv, &a, &key, 1, &value);
	assert_null(value.p);
	arena_fini(&a);
	kv_close(kv);
	stop_server(&s);
}

static void test_set_is_confirmed(void **state)
{
	struct server s = start_server("+OK\r\n");
	struct kv *kv = open_kv(s.path);

	(void)state;
	assert_true(kv_set(kv, SV("k"), SV("v"), 60));
	kv_close(kv);
	stop_server(&s);
}

static void test_a_hung_server_costs_its_timeout_once(void **state)
{
	static const char *const replies[] = {NULL, "*2\r\n$1\r\na\r\n"}; /* none at all; one cut short */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(replies); i++) {
		struct server s = start_server(replies[i]);
		struct kv *kv = open_kv(s.path);
		int64_t began_ms = tm_monotonic_ms();

		for (int n = 0; n < 100; n++)
			assert_false(kv_ping(kv));
		assert_in_range(tm_monotonic_ms() - began_ms, 15, 400);
		kv_close(kv);
		stop_server(&s);
	}
}

static void test_a_refusal_opens_the_breaker(void **state)
{
	static const char *const replies[] = {"-NOAUTH Authentication required.\r\n", ":1\r\n", "garbage\r\n"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(replies); i++) {
		struct server s = start_server(replies[i]);
		struct kv *kv = open_kv(s.path);

		assert_false(kv_set(kv, SV("k"), SV("v"), 60));
		stop_server(&s);
		s = start_server("+PONG\r\n");
		assert_false(kv_ping(kv));
		kv_close(kv);
		stop_server(&s);
	}
}

static void test_the_breaker_closes(void **state)
{
	struct server s = start_server("+PONG\r\n");
	struct kv *kv = open_kv(s.path);
	int64_t began_ms = tm_monotonic_ms();

	(void)state;
	assert_true(kv_ping(kv));
	assert_false(kv_ping(kv)); /* this server is silent from the second command on */
	while (!kv_ping(kv))
		assert_in_range(tm_monotonic_ms() - began_ms, 0, 4000);
	assert_in_range(tm_monotonic_ms() - began_ms, 1990, 4000);
	kv_close(kv);
	stop_server(&s);
}

static void test_too_many_keys_miss(void **state)
{
	struct sv keys[17], values[17];
	struct kv *kv = open_kv("/nonexistent/redis");
	struct arena a;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		keys[i] = SV("k");
	arena_init(&a, 4096);
	mget(kv, &a, keys, 17, values);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		assert_null(values[i].p);
	mget(kv, &a, keys, 0, values);
	arena_fini(&a);
	kv_close(kv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_no_path_always_misses),
	    cmocka_unit_test(test_no_server_is_a_miss),
	    cmocka_unit_test(test_mget_gives_values_and_gaps),
	    cmocka_unit_test(test_questions_asked_together_are_answered_each),
	    cmocka_unit_test(test_a_failure_is_a_miss_of_all_that_follow),
	    cmocka_unit_test(test_another_command_leaves_what_was_asked),
	    cmocka_unit_test(test_a_key_is_claimed_once_until_all_is_sent),
	    cmocka_unit_test(test_full_arena_is_a_miss),
	    cmocka_unit_test(test_set_is_confirmed),
	    cmocka_unit_test(test_a_hung_server_costs_its_timeout_once),
	    cmocka_unit_test(test_a_refusal_opens_the_breaker),
	    cmocka_unit_test(test_the_breaker_closes),
	    cmocka_unit_test(test_too_many_keys_miss),
	};

	log_setup("test", LOG_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
