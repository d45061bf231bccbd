/* The loop of a fast pool's worker: many connections, kept open by nginx, whose requests are answered one after the other. A request costs
 * a read and a write beside the handler's own calls; one that takes long holds up all others, so only routes of about a millisecond live here. */
#ifndef WINDFALL_FCGI_WORKER_FAST_H
#define WINDFALL_FCGI_WORKER_FAST_H

#include "fcgi/worker.h"

/* 0 where this worker's work is done, 1 where the socket fails. */
int worker_fast(struct worker *w);

#endif
