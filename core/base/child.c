#include "core/base/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/os.h"

#define TURNS 3 /* the descriptor behind the standard streams */
#define TICK_MS 1000

void *child_share(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return memory == MAP_FAILED ? NULL : memory;
}

void child_unshare(void *memory, size_t size)
{
	if (memory != NULL)
		(void)munmap(memory, size);
}

/* Everything above the standard streams goes, but the turns' socket: it moves to 3. */
static bool keep_only(struct child *self)
{
	if (self->turns != TURNS && dup2(self->turns, TURNS) < 0)
		return false;
	self->turns = TURNS;
	return close_range(TURNS + 1, ~0U, 0) == 0;
}

static _Noreturn void become(struct child *self, pid_t parent, void (*work)(struct child *self, void *ctx), void *ctx)
{
	bool ready = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent && keep_only(self);
	if (ready)
		work(self, ctx);
	_exit(ready ? 0 : 1);
}

enum rc child_start(struct child *child, void (*work)(struct child *self, void *ctx), void *ctx, struct err *err)
{
	int ends[2];
	pid_t self = getpid();
	*child = (struct child){0};
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_set(err, RC_FAIL, "no pair of sockets: %s", strerror(errno));
	pid_t pid = fork();
	if (pid == 0)
		become(&(struct child){.turns = ends[1]}, self, work, ctx);
	int fault = errno;
	(void)close(ends[1]);
	if (pid < 0) {
		(void)close(ends[0]);
		return err_set(err, RC_FAIL, "no further process: %s", strerror(fault));
	}
	*child = (struct child){.pid = pid, .turns = ends[0]};
	return RC_OK;
}

/* Where the other side has ended, the next take says so. */
void child_give(struct child *child)
{
	while (send(child->turns, "", 1, MSG_NOSIGNAL) < 0 && errno == EINTR)
		continue;
}

enum rc child_take(struct child *child, void (*tick)(void *ctx), void *ctx, struct err *err)
{
	struct pollfd fd = {.fd = child->turns, .events = POLLIN};
	char turn;
	for (int ready = 0; ready <= 0;) {
		if (os_stopping())
			return err_set(err, RC_PARTLY, "told to stop");
		ready = poll(&fd, 1, TICK_MS);
		if (ready < 0 && errno != EINTR)
			return err_set(err, RC_FAIL, "poll: %s", strerror(errno));
		if (ready == 0 && tick != NULL)
			tick(ctx);
	}
	return read(child->turns, &turn, 1) == 1 ? RC_OK : err_set(err, RC_FAIL, "the process that reads ahead ended without a word");
}

void child_end(struct child *child)
{
	if (child->pid == 0)
		return;
	(void)kill(child->pid, SIGTERM);
	(void)close(child->turns);
	while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	*child = (struct child){0};
}
