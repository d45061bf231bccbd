#include "fcgi/scoreboard.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MEMORY_FD 3 /* in a worker */
#define SUSPECT_MS 60000
#define LAYOUT (UINT64_C(0x77696e6466616c6c) + sizeof(struct scoreboard))

static struct scoreboard own; /* until made or joined */
static int memory_fd = -1, own_slot = SCOREBOARD_WORKERS;
struct scoreboard *scoreboard = &own;

static struct scoreboard *map(int fd)
{
	void *memory = mmap(NULL, sizeof(*scoreboard), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

bool scoreboard_make(void)
{
	struct scoreboard *made;

	memory_fd = memfd_create("windfall-scoreboard", MFD_CLOEXEC);
	if (memory_fd < 0 || ftruncate(memory_fd, sizeof(*made)) != 0 || !(made = map(memory_fd)))
		return false;
	made->layout = LAYOUT;
	scoreboard = made;
	return true;
}

void scoreboard_claim(int slot)
{
	scoreboard->workers[slot].due_ms = 0;
	scoreboard->workers[slot].request = 0;
	scoreboard->workers[slot].pid = getpid();
	if (memory_fd == MEMORY_FD)
		(void)fcntl(MEMORY_FD, F_SETFD, 0);
	else
		(void)dup2(memory_fd, MEMORY_FD);
}

void scoreboard_join(void)
{
	struct stat st;
	struct scoreboard *joined;

	if (fstat(MEMORY_FD, &st) != 0 || st.st_size != sizeof(*joined) || !(joined = map(MEMORY_FD)) || joined->layout != LAYOUT)
		return;
	for (own_slot = 0; own_slot < SCOREBOARD_WORKERS && joined->workers[own_slot].pid != getpid();)
		own_slot++;
	scoreboard = joined;
	(void)close(MEMORY_FD);
}

void scoreboard_sign(int64_t due_ms, uint64_t request)
{
	if (own_slot == SCOREBOARD_WORKERS)
		return;
	atomic_store_explicit(&scoreboard->workers[own_slot].request, request, memory_order_relaxed);
	atomic_store_explicit(&scoreboard->workers[own_slot].due_ms, due_ms, memory_order_relaxed);
}

bool scoreboard_is_overdue(int slot, int64_t now_ms)
{
	int64_t due_ms = scoreboard->workers[slot].due_ms;

	return due_ms != 0 && now_ms > due_ms;
}

/* The request's own place among the suspects, else the oldest's. */
static int place_of(uint64_t request)
{
	int oldest = 0;

	for (int i = 0; i < SCOREBOARD_SUSPECTS; i++) {
		if (scoreboard->suspects[i].request == request)
			return i;
		if (scoreboard->suspects[i].at_ms < scoreboard->suspects[oldest].at_ms)
			oldest = i;
	}
	return oldest;
}

static void suspect(uint64_t request, bool hung, int64_t now_ms)
{
	int i = place_of(request);
	bool known = scoreboard->suspects[i].request == request && now_ms - scoreboard->suspects[i].at_ms < SUSPECT_MS;

	scoreboard->suspects[i].ended = (known ? scoreboard->suspects[i].ended : 0) + (hung ? 2 : 1);
	scoreboard->suspects[i].at_ms = now_ms;
	scoreboard->suspects[i].request = request;
}

void scoreboard_ended(int slot, int pool, enum scoreboard_end how, int64_t now_ms)
{
	uint64_t request = scoreboard->workers[slot].request;

	scoreboard->workers[slot].due_ms = 0;
	scoreboard->workers[slot].request = 0;
	scoreboard->pools[pool].ends[how]++;
	scoreboard->pools[pool].running--;
	if (how != SCOREBOARD_PLANNED && request != 0)
		suspect(request, how == SCOREBOARD_HUNG, now_ms);
}

bool scoreboard_is_suspect(uint64_t request, int64_t now_ms)
{
	for (int i = 0; i < SCOREBOARD_SUSPECTS; i++) {
		if (scoreboard->suspects[i].request == request)
			return scoreboard->suspects[i].ended >= 2 && now_ms - scoreboard->suspects[i].at_ms < SUSPECT_MS;
	}
	return false;
}
