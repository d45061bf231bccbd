#include "fcgi/prefork.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/sv.h"
#include "core/base/tm.h"
#include "fcgi/worker.h"

#define LISTEN_FD 0
#define BACKLOG 1024
#define STOP_MS 12000
#define STOP_AGAIN_MS 1000
#define BACKOFF_MIN_MS 100
#define BACKOFF_MAX_MS 5000
#define BACKOFF_RESET_MS 30000 /* a worker that lived this long starts afresh */
#define QUICK_MS 2000          /* a worker that fails sooner failed at its start */
#define QUICK_FAILURES 5       /* of every worker: the pool gives up */
#define NEVER INT64_MAX

struct child {
	pid_t pid;    /* 0: not running */
	bool leaving; /* told to go by a renewal */
	int64_t started_ms, start_at_ms;
	int backoff_ms, quick_failures;
};

struct pool {
	const char *program;
	int n;
	struct child *children;
	sigset_t signals; /* blocked, and taken one at a time */
	int renewing;     /* the child whose replacement is awaited; n: none */
	bool stopping;
	int64_t kill_at_ms;
	int status;
};

bool prefork_has_socket(void)
{
	int listens = 0;
	socklen_t size = sizeof(listens);

	return getsockopt(LISTEN_FD, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens;
}

/* A socket that refuses connections was left by a server that has ended. */
static enum rc remove_stale(const struct sockaddr_un *address, struct err *err)
{
	const char *path = address->sun_path;
	struct stat st;
	int fd, refused;

	if (lstat(path, &st) != 0)
		return errno == ENOENT ? RC_OK : err_set(err, RC_CONFIG, "%s: %s", path, strerror(errno));
	if (!S_ISSOCK(st.st_mode))
		return err_set(err, RC_CONFIG, "%s exists and is not a socket; choose another path", path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return err_set(err, RC_FAIL, "socket: %s", strerror(errno));
	refused = connect(fd, (const struct sockaddr *)address, sizeof(*address)) != 0 && errno == ECONNREFUSED;
	(void)close(fd);
	if (!refused)
		return err_set(err, RC_CONFIG, "%s: another server answers there; stop it first", path);
	return unlink(path) == 0 || errno == ENOENT ? RC_OK : err_set(err, RC_CONFIG, "%s: %s", path, strerror(errno));
}

enum rc prefork_listen(const char *path, struct err *err)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	mode_t before;
	enum rc rc;
	int fd;

	if (path[0] == '\0' || !sv_copy(sv_of(path), address.sun_path, sizeof(address.sun_path)))
		return err_set(err, RC_USAGE, "--listen: a path of 1 to %zu bytes", sizeof(address.sun_path) - 1);
	rc = remove_stale(&address, err);
	if (rc != RC_OK)
		return rc;
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0)
		return err_set(err, RC_FAIL, "socket: %s", strerror(errno));
	before = umask(0117);
	if (bind(fd, (const struct sockaddr *)&address, sizeof(address)) != 0 || listen(fd, BACKLOG) != 0)
		rc = err_set(err, RC_CONFIG, "%s: %s", path, strerror(errno));
	(void)umask(before);
	if (rc == RC_OK && dup2(fd, LISTEN_FD) < 0)
		rc = err_set(err, RC_FAIL, "dup2: %s", strerror(errno));
	if (fd != LISTEN_FD)
		(void)close(fd);
	return rc;
}

void prefork_unlisten(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct err err;

	/* Once our own socket is closed a live server there is another one, and stays. */
	(void)close(LISTEN_FD);
	if (sv_copy(sv_of(path), address.sun_path, sizeof(address.sun_path)) && remove_stale(&address, &err) != RC_OK)
		log_line(LOG_WARN, "socket_left", "why=%s", log_quote(err.text));
}

/* Signals stay blocked over exec: one that comes early waits for the worker's own handlers. */
static void become_worker(const char *program, pid_t master)
{
	char number[16];
	char *const argv[] = {(char *)program, (char *)"--master", number, NULL};

	(void)snprintf(number, sizeof(number), "%d", (int)master);
	if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != master)
		_exit(1);
	(void)execvp(program, argv);
	log_line(LOG_ERROR, "exec_failed", "program=%s why=%s", log_quote(program), log_quote(strerror(errno)));
	_exit(127);
}

static void schedule_after_failure(struct child *child, int64_t lived_ms)
{
	if (lived_ms >= BACKOFF_RESET_MS || child->backoff_ms == 0)
		child->backoff_ms = BACKOFF_MIN_MS;
	else if ((child->backoff_ms *= 2) > BACKOFF_MAX_MS)
		child->backoff_ms = BACKOFF_MAX_MS;
	child->quick_failures = lived_ms < QUICK_MS ? child->quick_failures + 1 : 0;
	child->start_at_ms = tm_monotonic_ms() + child->backoff_ms;
}

static void start(struct pool *pool, struct child *child)
{
	pid_t master = getpid();
	pid_t pid = fork();

	if (pid == 0)
		become_worker(pool->program, master);
	child->started_ms = tm_monotonic_ms();
	child->leaving = false;
	if (pid > 0) {
		child->pid = pid;
		return;
	}
	log_line(LOG_ERROR, "fork_failed", "why=%s", log_quote(strerror(errno)));
	schedule_after_failure(child, 0);
}

static void start_due(struct pool *pool)
{
	int64_t now_ms = tm_monotonic_ms();

	for (int i = 0; i < pool->n && !pool->stopping; i++)
		if (pool->children[i].pid == 0 && pool->children[i].start_at_ms <= now_ms)
			start(pool, &pool->children[i]);
}

static void signal_all(const struct pool *pool, int signal_number)
{
	for (int i = 0; i < pool->n; i++)
		if (pool->children[i].pid > 0)
			(void)kill(pool->children[i].pid, signal_number);
}

static void stop(struct pool *pool)
{
	int64_t now_ms = tm_monotonic_ms();

	if (pool->stopping) {
		pool->kill_at_ms = now_ms + STOP_AGAIN_MS;
		return;
	}
	log_line(LOG_INFO, "pool_stopping", "workers=%d", pool->n);
	pool->stopping = true;
	pool->kill_at_ms = now_ms + STOP_MS;
	signal_all(pool, SIGTERM);
}

static void kill_overdue(struct pool *pool)
{
	if (!pool->stopping || tm_monotonic_ms() < pool->kill_at_ms)
		return;
	log_line(LOG_WARN, "workers_killed", "why=%s", log_quote("not ended in time"));
	signal_all(pool, SIGKILL);
	pool->kill_at_ms = NEVER;
}

/* Sends away the i-th child, whose successor's readiness moves the renewal on. */
static void renew(struct pool *pool, int i)
{
	pool->renewing = i;
	if (i == pool->n) {
		log_line(LOG_INFO, "pool_renewed", "workers=%d", pool->n);
		return;
	}
	pool->children[i].leaving = true;
	if (pool->children[i].pid > 0)
		(void)kill(pool->children[i].pid, SIGTERM);
}

static void give_up_if_hopeless(struct pool *pool)
{
	for (int i = 0; i < pool->n; i++)
		if (pool->children[i].quick_failures < QUICK_FAILURES)
			return;
	if (!pool->stopping) {
		log_line(LOG_ERROR, "pool_failed", "why=%s", log_quote("every worker fails at its start"));
		pool->status = 1;
		stop(pool);
	}
}

static void on_exit_of(struct pool *pool, struct child *child, int status)
{
	int64_t lived_ms = tm_monotonic_ms() - child->started_ms;
	bool planned = WIFEXITED(status) && WEXITSTATUS(status) == 0;

	log_line(planned ? LOG_INFO : LOG_WARN, "worker_ended", "pid=%d status=%d signal=%d lived_ms=%" PRId64, (int)child->pid,
	         WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status) ? WTERMSIG(status) : 0, lived_ms);
	child->pid = 0;
	if (planned) {
		child->backoff_ms = child->quick_failures = 0;
		child->start_at_ms = tm_monotonic_ms();
		return;
	}
	schedule_after_failure(child, lived_ms);
	if (child == &pool->children[pool->renewing] && !child->leaving) {
		log_line(LOG_ERROR, "renewal_stopped", "why=%s", log_quote("the new worker fails; the others stay as they are"));
		pool->renewing = pool->n;
	}
	give_up_if_hopeless(pool);
}

static void reap(struct pool *pool)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < pool->n; i++)
			if (pool->children[i].pid == pid)
				on_exit_of(pool, &pool->children[i], status);
}

static void on_ready(struct pool *pool, pid_t pid)
{
	log_line(LOG_INFO, "worker_ready", "pid=%d", (int)pid);
	if (pool->renewing < pool->n && pool->children[pool->renewing].pid == pid && !pool->children[pool->renewing].leaving)
		renew(pool, pool->renewing + 1);
}

static int64_t next_event_ms(const struct pool *pool)
{
	int64_t at_ms = pool->stopping ? pool->kill_at_ms : NEVER;

	for (int i = 0; i < pool->n && !pool->stopping; i++)
		if (pool->children[i].pid == 0 && pool->children[i].start_at_ms < at_ms)
			at_ms = pool->children[i].start_at_ms;
	return at_ms;
}

static void wait_for_signal(struct pool *pool)
{
	int64_t at_ms = next_event_ms(pool), left_ms = at_ms == NEVER ? 3600000 : at_ms - tm_monotonic_ms();
	struct timespec timeout = {.tv_sec = left_ms / 1000, .tv_nsec = left_ms % 1000 * 1000000};
	siginfo_t info;

	if (left_ms <= 0)
		return;
	int signal_number = sigtimedwait(&pool->signals, &info, &timeout);
	if (signal_number == SIGTERM || signal_number == SIGINT)
		stop(pool);
	else if (signal_number == SIGHUP && !pool->stopping)
		renew(pool, 0);
	else if (signal_number == SIGCHLD)
		reap(pool);
	else if (signal_number == WORKER_READY_SIGNAL && !pool->stopping)
		on_ready(pool, info.si_pid);
}

static bool has_children(const struct pool *pool)
{
	for (int i = 0; i < pool->n; i++)
		if (pool->children[i].pid > 0)
			return true;
	return false;
}

static bool block_signals(sigset_t *set)
{
	const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGCHLD, WORKER_READY_SIGNAL};
	bool ok = sigemptyset(set) == 0;

	/* A disposition inherited from whoever started us must not hide the ends of our children. */
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		ok = ok && signal(signals[i], SIG_DFL) != SIG_ERR && sigaddset(set, signals[i]) == 0;
	return ok && sigprocmask(SIG_BLOCK, set, NULL) == 0;
}

int prefork_run(const char *program, int n)
{
	struct pool pool = {.program = program, .n = n, .renewing = n};

	pool.children = os_alloc((size_t)(n + 1) * sizeof(*pool.children)); /* one more: children[renewing] always exists */
	if (!pool.children || !block_signals(&pool.signals))
		return 1;
	while (!pool.stopping || has_children(&pool)) {
		start_due(&pool);
		kill_overdue(&pool);
		wait_for_signal(&pool);
	}
	os_free(pool.children);
	return pool.status;
}
