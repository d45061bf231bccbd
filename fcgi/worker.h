/* One worker of a pool: serves the listening socket at standard input by its pool's loop until told to stop. */
#ifndef WINDFALL_FCGI_WORKER_H
#define WINDFALL_FCGI_WORKER_H

#include <signal.h>

#include "core/base/arena.h"
#include "fcgi/app.h"
#include "fcgi/room.h"
#include "fcgi/route.h"

#define WORKER_LISTEN_FD 0

/* What a worker sends to its master once it is about to accept. */
#define WORKER_READY_SIGNAL SIGRTMIN

struct FCGX_Request; /* libfcgi's */

struct worker {
	enum route_pool pool;
	struct app app;
	struct arena arena; /* of the request at hand */
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

/* Reads the request that libfcgi has accepted, answers and notes it. */
void worker_serve(struct worker *w, struct FCGX_Request *fcgi);

/* After each request: whether this worker should make room for a new one. */
bool worker_is_spent(struct worker *w);

#endif
