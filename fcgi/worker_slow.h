/* The loop of a slow pool's worker: one connection at a time, one request each, so that a request of seconds holds up nobody else. */
#ifndef WINDFALL_FCGI_WORKER_SLOW_H
#define WINDFALL_FCGI_WORKER_SLOW_H

#include "fcgi/worker.h"

/* 0 where this worker's work is done, 1 where the socket fails. */
int worker_slow(struct worker *w);

#endif
