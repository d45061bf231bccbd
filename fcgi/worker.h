/* One worker of a pool: serves the listening socket at standard input by its pool's loop until told to stop. */
#ifndef WINDFALL_FCGI_WORKER_H
#define WINDFALL_FCGI_WORKER_H

#include <signal.h>

#include "core/base/arena.h"
#include "fcgi/app.h"
#include "fcgi/request.h"
#include "fcgi/response.h"
#include "fcgi/room.h"
#include "fcgi/route.h"

#define WORKER_LISTEN_FD 0

/* What a worker sends to its master once it is about to accept. */
#define WORKER_READY_SIGNAL SIGRTMIN

struct FCGX_Request; /* libfcgi's */

struct worker {
	enum route_pool pool;
	struct app app;
	struct room room;
	int signal_fd; /* readable once the worker is told to stop */
	int left;      /* of its share of requests */
	int memory_check_every;
	int64_t due_after_ms; /* a request takes no longer, else the master ends the worker */
	int64_t database_failures, redis_failures;
};

/* "fast", "slow". */
const char *worker_pool_name(enum route_pool pool);

/* master: whom to tell. Exit status: 0 after SIGTERM, SIGINT or SIGUSR1 and after its share of requests, 78 for a wrong setting, 1 where
 * the socket fails. */
int worker_run(pid_t master, enum route_pool pool);

/* For the loops. A sign of life for at least so long: the time it is allowed for a request is added. */
void worker_sign(const struct worker *w, int64_t idle_ms);

/* One request at a time, from reading it to its answer. */
struct worker_task {
	struct FCGX_Request *fcgi;
	struct arena arena;
	struct request request;
	struct response response;
	struct route_call call;
	uint64_t fingerprint; /* 0: the request could not be read */
	int64_t started_us;
	bool asked; /* else the response is made */
};

void worker_task_init(struct worker_task *task);
void worker_task_fini(struct worker_task *task);

/* Reads the request that libfcgi has accepted, and asks Redis for its page. */
void worker_ask(struct worker *w, struct worker_task *task, struct FCGX_Request *fcgi);

/* Takes Redis's answer. together: with others, which ask PostgreSQL in one trip. */
void worker_look(struct worker *w, struct worker_task *task, bool together);

/* Answers and notes it. */
void worker_answer(struct worker *w, struct worker_task *task);

/* Sends Redis the pages that were answered. */
void worker_keep(const struct worker *w);

/* After each request: whether this worker should make room for a new one. */
bool worker_is_spent(struct worker *w);

#endif
