/* One worker: serves connections of the listening socket at standard input, one after the other, until told to stop. */
#ifndef WINDFALL_FCGI_WORKER_H
#define WINDFALL_FCGI_WORKER_H

#include <signal.h>
#include <sys/types.h>

/* What a worker sends to its master once it is about to accept. */
#define WORKER_READY_SIGNAL SIGRTMIN

/* master: whom to tell; 0: nobody. Exit status: 0 after SIGTERM, SIGINT or SIGUSR1 and after its share of requests, 78 for a wrong setting,
 * 1 where the socket fails. */
int worker_run(pid_t master);

#endif
