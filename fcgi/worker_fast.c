#include "fcgi/worker_fast.h"

#include <errno.h>
#include <fcgiapp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"

#define SLOTS 512 /* connections of a worker; more wait in the socket's queue */
#define LISTENER SLOTS
#define SIGNALS (SLOTS + 1)
#define EVENTS 64    /* answered before others are looked at; Redis is asked for all of them in one trip */
#define IO_MS 200    /* a peer that stops within a record holds up everyone for so long */
#define DRAIN_MS 300 /* open connections are served on after the order to stop */
#define LOG_MS 100   /* log lines of a worker that has become idle are late by at most so much */
#define IDLE_MS 1000

struct loop {
	struct worker *worker;
	int epoll;
	bool accepting, stopping;
	int64_t end_ms; /* of the drain */
	int n_open, n_tasks;
	struct worker_task tasks[EVENTS]; /* requests that ask Redis together, before the first is answered */
	FCGX_Request slots[SLOTS];        /* ipcFd < 0: free */
};

static bool watch(const struct loop *loop, int fd, uint32_t events, uint32_t slot)
{
	struct epoll_event event = {.events = events, .data.u32 = slot};

	return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool start_accepting(struct loop *loop)
{
	loop->accepting = watch(loop, WORKER_LISTEN_FD, EPOLLIN | EPOLLEXCLUSIVE, LISTENER);
	return loop->accepting;
}

static void stop_accepting(struct loop *loop)
{
	if (loop->accepting)
		(void)epoll_ctl(loop->epoll, EPOLL_CTL_DEL, WORKER_LISTEN_FD, NULL);
	loop->accepting = false;
}

static void begin_stop(struct loop *loop)
{
	if (loop->stopping)
		return;
	loop->stopping = true;
	loop->end_ms = tm_monotonic_ms() + DRAIN_MS;
	(void)epoll_ctl(loop->epoll, EPOLL_CTL_DEL, loop->worker->signal_fd, NULL);
	stop_accepting(loop); /* not by closing alone: the master and the siblings hold the socket too */
	(void)close(WORKER_LISTEN_FD);
}

static int free_slot(const struct loop *loop)
{
	int i = 0;

	while (i < SLOTS && loop->slots[i].ipcFd >= 0)
		i++;
	return i;
}

/* False where the socket fails; a sibling that was faster, or a peer that has gone, is none. */
static bool accept_one(struct loop *loop)
{
	const struct timeval patience = {.tv_usec = IO_MS * 1000};
	int fd = accept4(WORKER_LISTEN_FD, NULL, NULL, SOCK_CLOEXEC), i = free_slot(loop);
	FCGX_Request *q = &loop->slots[i];

	if (fd < 0 && (errno == EAGAIN || errno == ECONNABORTED || errno == EINTR || errno == EMFILE || errno == ENFILE))
		return true;
	if (fd < 0) {
		log_line(LOG_ERROR, "accept_failed", "why=%s", log_quote(strerror(errno)));
		return false;
	}
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) != 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) != 0 || FCGX_InitRequest(q, -1, 0) != 0 ||
	    !watch(loop, fd, EPOLLIN | EPOLLRDHUP, (uint32_t)i)) {
		(void)close(fd);
		return true;
	}
	q->ipcFd = fd;
	q->keepConnection = q->detached = 1;
	if (++loop->n_open == SLOTS)
		stop_accepting(loop);
	return true;
}

/* libfcgi never meets the end of a connection: it would go on to accept another. False where the request cannot be read. */
static bool receive(struct loop *loop, FCGX_Request *q, uint32_t events)
{
	if (events & (EPOLLHUP | EPOLLRDHUP | EPOLLERR) || FCGX_Accept_r(q) < 0)
		return false;
	if (FCGX_GetError(q->in)) /* within the parameters, which libfcgi takes for their end */
		return false;
	worker_ask(loop->worker, &loop->tasks[loop->n_tasks++], q);
	return true;
}

static void note_closed(struct loop *loop)
{
	loop->n_open--;
	if (!loop->accepting && !loop->stopping)
		(void)start_accepting(loop);
}

static void on_connection(struct loop *loop, FCGX_Request *q, uint32_t events)
{
	if (receive(loop, q, events))
		return;
	FCGX_Free(q, 1);
	note_closed(loop);
}

static void answer_all(struct loop *loop)
{
	for (int i = 0; i < loop->n_tasks; i++)
		worker_look(loop->worker, &loop->tasks[i], loop->n_tasks > 1);
	for (int i = 0; i < loop->n_tasks; i++) {
		FCGX_Request *q = loop->tasks[i].fcgi;
		worker_answer(loop->worker, &loop->tasks[i]);
		if (worker_is_spent(loop->worker))
			begin_stop(loop);
		if (loop->stopping)
			q->keepConnection = 0;
		FCGX_Finish_r(q);
		if (q->ipcFd < 0)
			note_closed(loop);
	}
	loop->n_tasks = 0;
	worker_keep(loop->worker);
}

static bool on_event(struct loop *loop, const struct epoll_event *event)
{
	worker_sign(loop->worker, 0);
	if (event->data.u32 == SIGNALS)
		begin_stop(loop);
	else if (event->data.u32 == LISTENER)
		return loop->accepting ? accept_one(loop) : true;
	else if (loop->slots[event->data.u32].ipcFd >= 0)
		on_connection(loop, &loop->slots[event->data.u32], event->events);
	return true;
}

static int patience_ms(const struct loop *loop)
{
	int64_t left_ms = loop->end_ms - tm_monotonic_ms();

	if (loop->stopping)
		return left_ms > 0 ? (int)left_ms : 0;
	return log_gathered() ? LOG_MS : IDLE_MS;
}

/* Until told to stop, then until no connection is open or the drain is over. */
static bool turn(struct loop *loop)
{
	struct epoll_event events[EVENTS];
	bool well = true;
	int n;

	while (well && (!loop->stopping || (loop->n_open > 0 && tm_monotonic_ms() < loop->end_ms))) {
		worker_sign(loop->worker, IDLE_MS);
		n = epoll_wait(loop->epoll, events, EVENTS, patience_ms(loop));
		if (n <= 0)
			log_flush();
		for (int i = 0; i < n && well; i++)
			well = on_event(loop, &events[i]);
		answer_all(loop);
	}
	return well;
}

static bool init(struct loop *loop, struct worker *w)
{
	loop->worker = w;
	for (int i = 0; i < SLOTS; i++)
		loop->slots[i].ipcFd = -1;
	for (int i = 0; i < EVENTS; i++)
		worker_task_init(&loop->tasks[i]);
	loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	return loop->epoll >= 0 && watch(loop, w->signal_fd, EPOLLIN, SIGNALS) && start_accepting(loop);
}

int worker_fast(struct worker *w)
{
	struct loop *loop = os_alloc(sizeof(*loop));
	bool done;

	if (!loop || !init(loop, w))
		return 1;
	log_gather();
	done = turn(loop);
	for (int i = 0; i < SLOTS; i++)
		if (loop->slots[i].ipcFd >= 0)
			FCGX_Free(&loop->slots[i], 1);
	for (int i = 0; i < EVENTS; i++)
		worker_task_fini(&loop->tasks[i]);
	log_flush();
	os_free(loop);
	return done ? 0 : 1;
}
