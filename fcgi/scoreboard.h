/* What the master shares with the workers of its pools, in a memory file that outlives exec: which worker owes a sign of life by when, what
 * request it is at, which requests ended workers, and what was counted. Without a master, or under one of another version, a worker
 * writes to memory of its own. */
#ifndef WINDFALL_FCGI_SCOREBOARD_H
#define WINDFALL_FCGI_SCOREBOARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define SCOREBOARD_WORKERS 512
#define SCOREBOARD_SUSPECTS 16
#define SCOREBOARD_POOLS 2
#define SCOREBOARD_ROUTES 96    /* 0: none matched; else one more than the row of the route table */
#define SCOREBOARD_STATUSES 600 /* by status */
#define SCOREBOARD_BUCKETS 14   /* of a histogram; see metrics.c */

enum scoreboard_end { SCOREBOARD_PLANNED, SCOREBOARD_CRASHED, SCOREBOARD_HUNG, SCOREBOARD_ENDS };

struct scoreboard {
	uint64_t layout;
	struct {
		_Atomic pid_t pid;
		_Atomic int64_t due_ms;   /* of the monotonic clock; 0: owes nothing yet */
		_Atomic uint64_t request; /* the fingerprint of what it is at; 0: nothing */
	} workers[SCOREBOARD_WORKERS];
	struct {
		_Atomic uint64_t request;
		_Atomic int ended; /* workers within the last minute */
		_Atomic int64_t at_ms;
	} suspects[SCOREBOARD_SUSPECTS];
	struct {
		_Atomic int64_t running, ends[SCOREBOARD_ENDS];
	} pools[SCOREBOARD_POOLS];
	struct {
		_Atomic int64_t requests[SCOREBOARD_STATUSES], buckets[SCOREBOARD_BUCKETS], us;
	} routes[SCOREBOARD_ROUTES];
	_Atomic int64_t cache_hits, cache_misses, database_errors, redis_errors;
};

/* Never NULL once made, joined or neither. */
extern struct scoreboard *scoreboard;

/* The master's; false where the system gives no memory. */
bool scoreboard_make(void);

/* By a child of the master, before it executes the program: this slot is its own from now on. */
void scoreboard_claim(int slot);

/* By the program so executed. */
void scoreboard_join(void);

/* This worker will be heard of again by then, and is at this request (0: none). */
void scoreboard_sign(int64_t due_ms, uint64_t request);

/* Whether the worker of a slot has not been heard of in time. */
bool scoreboard_is_overdue(int slot, int64_t now_ms);

/* A worker of a pool has ended; what it was at is suspect from then on where the end was not planned. */
void scoreboard_ended(int slot, int pool, enum scoreboard_end how, int64_t now_ms);

/* Whether a request hung a worker, or ended two, in the last minute: once may be chance, and nginx asks a second worker. */
bool scoreboard_is_suspect(uint64_t request, int64_t now_ms);

#endif
