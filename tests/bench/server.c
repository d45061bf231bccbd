/* server DIR LATENCY_MS DAY…: serves the archived replies of these days, and the last register, over HTTP on the loopback, packed, each held back by the latency; 404 for
 * anything else. Prints its port, then serves until it is ended. One thread, no work at a request but to find it. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/ingest/archive.h"

#define REPLIES_MAX 16384 /* a power of two, well above what is served */
#define CONNECTIONS_MAX 256
#define REQUEST_MAX 4096
#define HEAD_MAX 256

struct reply {
	struct sv path, bytes; /* head and packed body */
};

struct connection {
	char in[REQUEST_MAX];
	size_t n;
	const struct sv *out; /* NULL: no request under way */
	size_t sent;
};

/* A reply that waits: all wait equally long, so the first in is the first out. */
struct due {
	int fd;
	int64_t at_ms;
};

static struct server {
	struct arena arena;
	struct reply reply[REPLIES_MAX];
	struct connection connection[CONNECTIONS_MAX]; /* by descriptor */
	struct due due[CONNECTIONS_MAX];
	size_t first_due, dues;
	int listener, epoll;
	int64_t latency_ms;
} server;

static const struct sv not_found = SV("HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

static struct reply *find(struct sv path)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < path.n; i++)
		hash = (hash ^ (unsigned char)path.p[i]) * 16777619u;
	size_t at = hash % REPLIES_MAX;
	while (server.reply[at].path.n > 0 && !sv_eq(server.reply[at].path, path))
		at = (at + 1) % REPLIES_MAX;
	return &server.reply[at];
}

static enum rc add_reply(void *ctx, const struct exchange *exchange, struct err *err)
{
	z_stream z = {0};
	(void)ctx;
	if (exchange->status != 200)
		return RC_OK;
	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return err_set(err, RC_FAIL, "zlib does not start");
	size_t room = deflateBound(&z, exchange->body.n);
	char *packed = arena_alloc(&server.arena, HEAD_MAX + room), *path = arena_dup(&server.arena, exchange->path);
	if (packed == NULL || path == NULL)
		return err_set(err, RC_FAIL, "no memory for the replies");
	z.next_in = (unsigned char *)exchange->body.p;
	z.avail_in = (uInt)exchange->body.n;
	z.next_out = (unsigned char *)packed + HEAD_MAX;
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		return err_set(err, RC_FAIL, "zlib does not pack");
	char head[HEAD_MAX];
	int n =
	    snprintf(head, sizeof(head),
	             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: %lu\r\n\r\n", z.total_out);
	memcpy(packed + HEAD_MAX - n, head, (size_t)n);
	*find((struct sv){path, exchange->path.n}) = (struct reply){{path, exchange->path.n}, {packed + HEAD_MAX - n, (size_t)n + z.total_out}};
	(void)deflateEnd(&z);
	return RC_OK;
}

static enum rc add_register(void *ctx, int32_t register_date, const struct exchange *exchange, struct err *err)
{
	(void)register_date; /* the last one stays */
	return add_reply(ctx, exchange, err);
}

static void drop(int fd)
{
	server.connection[fd].n = 0;
	server.connection[fd].out = NULL;
	(void)close(fd);
}

static void watch(int fd, int operation, uint32_t events)
{
	struct epoll_event event = {.events = events, .data.fd = fd};
	(void)epoll_ctl(server.epoll, operation, fd, &event);
}

static void send_more(int fd)
{
	struct connection *c = &server.connection[fd];
	ssize_t n = send(fd, c->out->p + c->sent, c->out->n - c->sent, MSG_NOSIGNAL);
	if (n < 0 && errno != EAGAIN) {
		drop(fd);
		return;
	}
	c->sent += n > 0 ? (size_t)n : 0;
	if (c->sent < c->out->n) {
		watch(fd, EPOLL_CTL_MOD, EPOLLOUT);
		return;
	}
	c->out = NULL;
	watch(fd, EPOLL_CTL_MOD, EPOLLIN);
}

/* "GET path HTTP/1.1" and headers, one request at a time. */
static void take_request(int fd)
{
	struct connection *c = &server.connection[fd];
	ssize_t n = recv(fd, c->in + c->n, sizeof(c->in) - c->n, 0);
	if (n <= 0) {
		drop(fd);
		return;
	}
	c->n += (size_t)n;
	if (c->n < 4 || memmem(c->in, c->n, "\r\n\r\n", 4) == NULL)
		return;
	const char *from = c->in + 4, *to = memchr(from, ' ', c->n - 4);
	const struct reply *reply = find((struct sv){from, to == NULL ? 0 : (size_t)(to - from)});
	c->out = reply->path.n > 0 ? &reply->bytes : &not_found;
	c->sent = c->n = 0;
	server.due[(server.first_due + server.dues++) % CONNECTIONS_MAX] = (struct due){fd, tm_monotonic_ms() + server.latency_ms};
}

static void take_connection(void)
{
	int on = 1, fd = accept4(server.listener, NULL, NULL, SOCK_NONBLOCK);
	if (fd < 0 || fd >= CONNECTIONS_MAX)
		exit(1);
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	server.connection[fd] = (struct connection){0};
	watch(fd, EPOLL_CTL_ADD, EPOLLIN);
}

/* Sends what has waited long enough; how long until the next, -1: none waits. */
static int send_due(void)
{
	while (server.dues > 0) {
		struct due due = server.due[server.first_due];
		int64_t left = due.at_ms - tm_monotonic_ms();
		if (left > 0)
			return (int)left;
		server.first_due = (server.first_due + 1) % CONNECTIONS_MAX;
		server.dues--;
		if (server.connection[due.fd].out != NULL)
			send_more(due.fd);
	}
	return -1;
}

static void serve(void)
{
	for (;;) {
		struct epoll_event events[CONNECTIONS_MAX];
		int n = epoll_wait(server.epoll, events, CONNECTIONS_MAX, send_due());
		for (int i = 0; i < n; i++) {
			int fd = events[i].data.fd;
			if (fd == server.listener)
				take_connection();
			else if (events[i].events & EPOLLOUT)
				send_more(fd);
			else
				take_request(fd);
		}
	}
}

static enum rc listen_on_loopback(struct err *err)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);
	server.listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	server.epoll = epoll_create1(0);
	if (bind(server.listener, (struct sockaddr *)&address, size) != 0 || listen(server.listener, CONNECTIONS_MAX) != 0 ||
	    getsockname(server.listener, (struct sockaddr *)&address, &size) != 0)
		return err_set(err, RC_FAIL, "no port: %s", strerror(errno));
	watch(server.listener, EPOLL_CTL_ADD, EPOLLIN);
	printf("%d\n", ntohs(address.sin_port));
	return fflush(stdout) == 0 ? RC_OK : err_set(err, RC_FAIL, "no one listens");
}

int main(int argc, char **argv)
{
	struct err err = {0};
	enum rc rc = argc < 4 || !num_parse_range(sv_of(argv[2]), 0, 10000, &server.latency_ms)
	                 ? err_set(&err, RC_USAGE, "usage: server DIR LATENCY_MS DAY...")
	                 : RC_OK;
	arena_init(&server.arena, LIMIT_ARCHIVE_DAY_BYTES);
	for (int i = 3; rc == RC_OK && i < argc; i++) {
		int32_t day = 0;
		rc = tm_parse_day(sv_of(argv[i]), &day) ? archive_read_day(argv[1], day, add_reply, NULL, &err) : RC_USAGE;
	}
	if (rc == RC_OK)
		rc = archive_read_registers(argv[1], add_register, NULL, &err);
	if (rc == RC_OK)
		rc = listen_on_loopback(&err);
	if (rc == RC_OK)
		serve();
	fprintf(stderr, "server: %s\n", err.text);
	return 1;
}
