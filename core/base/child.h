/* A process beside this one that works ahead: memory that both see at the same address, and turns given to one another. */
#ifndef WINDFALL_BASE_CHILD_H
#define WINDFALL_BASE_CHILD_H

#include <stddef.h>
#include <sys/types.h>

#include "core/base/err.h"

struct child {
	pid_t pid; /* 0 in the child itself, and where none was started */
	int turns; /* a socket */
};

/* Zeroed memory that a child started later shares; only what is touched is taken. NULL without memory. */
void *child_share(size_t size);
void child_unshare(void *memory, size_t size);

/* Runs work in a process of its own, which ends with it, and at once when this one does. Of what is open here it keeps only the standard
 * streams: no connection is its to use. */
enum rc child_start(struct child *child, void (*work)(struct child *self, void *ctx), void *ctx, struct err *err) MUST_CHECK;

/* One turn to the other side; and one from it: RC_PARTLY when told to stop meanwhile, RC_FAIL where the other side has ended. tick, unless it is
 * NULL, is called every second of the wait. */
void child_give(struct child *child);
enum rc child_take(struct child *child, void (*tick)(void *ctx), void *ctx, struct err *err) MUST_CHECK;

/* Tells the child to stop and waits until it has. One never started is fine. */
void child_end(struct child *child);

#endif
