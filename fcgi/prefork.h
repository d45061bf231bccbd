/* The master of the pools: owns their listening sockets, starts workers, starts them again, and ends or renews them on signals. It opens
 * nothing else, and each worker is a fresh execution of the program, so that a renewed pool is the program now installed.
 * SIGTERM, SIGINT: workers finish their requests, killed after 12 s (1 s after a second signal). SIGHUP: renewed one by one. */
#ifndef WINDFALL_FCGI_PREFORK_H
#define WINDFALL_FCGI_PREFORK_H

#include "fcgi/route.h"

#define PREFORK_WORKERS_MAX 256 /* of a pool */

struct prefork_pool {
	enum route_pool kind;
	int fd; /* the listening socket */
	int workers;
};

/* Runs `program --pool KIND --master PID` for each worker, on its pool's socket as standard input, until told to stop. The exit status:
 * 0, or 1 where no worker lives or the system fails. */
int prefork_run(const char *program, const struct prefork_pool *pools, int n_pools);

#endif
