/* A small server on the loopback for the test of the network: a process that answers each path by the table below. */
#ifndef WINDFALL_TESTS_UNIT_IO_NET_SERVER_H
#define WINDFALL_TESTS_UNIT_IO_NET_SERVER_H

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/num.h"
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

/* Reads on until the body has the bytes its Content-Length says. */
static void client_read_body(int client, char *request, size_t size, size_t n)
{
	const char *length = strstr(request, "Content-Length: "), *end = strstr(request, "\r\n\r\n");
	int64_t bytes = 0;
	ssize_t got = 1;
	size_t wanted;

	if (length)
		(void)num_parse((struct sv){length + 16, strcspn(length + 16, "\r")}, &bytes);
	wanted = end ? (size_t)(end + 4 - request) + (size_t)bytes : 0;

	for (; n < wanted && n + 1 < size && got > 0; n += got > 0 ? (size_t)got : 0)
		got = recv(client, request + n, size - n - 1, 0);
}

static void client_serve(int client)
{
	char request[4096] = "", path[256] = "", *target;
	size_t n = 0;
	ssize_t got;

	while (!strstr(request, "\r\n\r\n") && n + 1 < sizeof(request) && (got = recv(client, request + n, sizeof(request) - n - 1, 0)) > 0)
		n += (size_t)got;
	if (strncmp(request, "POST ", 5) == 0)
		client_read_body(client, request, sizeof(request), n);
	target = strchr(request, ' ');
	if (target)
		(void)sv_copy((struct sv){target + 1, strcspn(target + 1, " ")}, path, sizeof(path));
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

#endif
