#include "fcgi/prefork.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "fcgi/scoreboard.h"
#include "fcgi/worker.h"

#define STOP_MS 12000
#define STOP_AGAIN_MS 1000
#define BACKOFF_MIN_MS 100
#define BACKOFF_MAX_MS 5000
#define BACKOFF_RESET_MS 30000 /* a worker that lived this long starts afresh */
#define QUICK_MS 2000          /* a worker that fails sooner failed at its start */
#define QUICK_FAILURES 5       /* of every worker: the pool gives up */
#define WATCH_MS 500           /* how often workers are looked after */

struct child {
	const struct prefork_pool *pool;
	int slot;     /* of the scoreboard */
	pid_t pid;    /* 0: not running */
	bool leaving; /* told to go by a renewal */
	bool hung;    /* killed for it */
	int64_t started_ms, start_at_ms;
	int backoff_ms, quick_failures;
};

struct master {
	const char *program;
	int n;
	struct child *children;
	sigset_t signals; /* blocked, and taken one at a time */
	int renewing;     /* the child whose replacement is awaited; n: none */
	bool stopping;
	int64_t kill_at_ms;
	int status;
};

/* Signals stay blocked over exec: one that comes early waits for the worker to read it. */
static void become_worker(const char *program, const struct child *child, pid_t master)
{
	char number[16];
	char *const argv[] = {(char *)program, (char *)"--pool", (char *)worker_pool_name(child->pool->kind), (char *)"--master", number, NULL};

	(void)snprintf(number, sizeof(number), "%d", (int)master);
	if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != master)
		_exit(1);
	if (child->pool->fd == WORKER_LISTEN_FD ? fcntl(WORKER_LISTEN_FD, F_SETFD, 0) : dup2(child->pool->fd, WORKER_LISTEN_FD) < 0)
		_exit(1);
	scoreboard_claim(child->slot);
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

static void start(struct master *m, struct child *child)
{
	pid_t master = getpid();
	pid_t pid = fork();

	if (pid == 0)
		become_worker(m->program, child, master);
	child->started_ms = tm_monotonic_ms();
	child->leaving = child->hung = false;
	if (pid > 0) {
		child->pid = pid;
		scoreboard->pools[child->pool->kind].running++;
		return;
	}
	log_line(LOG_ERROR, "fork_failed", "why=%s", log_quote(strerror(errno)));
	schedule_after_failure(child, 0);
}

static void start_due(struct master *m)
{
	int64_t now_ms = tm_monotonic_ms();

	for (int i = 0; i < m->n && !m->stopping; i++)
		if (m->children[i].pid == 0 && m->children[i].start_at_ms <= now_ms)
			start(m, &m->children[i]);
}

static void signal_all(const struct master *m, int signal_number)
{
	for (int i = 0; i < m->n; i++)
		if (m->children[i].pid > 0)
			(void)kill(m->children[i].pid, signal_number);
}

static void stop(struct master *m)
{
	int64_t now_ms = tm_monotonic_ms();

	if (m->stopping) {
		m->kill_at_ms = now_ms + STOP_AGAIN_MS;
		return;
	}
	log_line(LOG_INFO, "pool_stopping", "workers=%d", m->n);
	m->stopping = true;
	m->kill_at_ms = now_ms + STOP_MS;
	signal_all(m, SIGTERM);
}

static void kill_overdue(struct master *m)
{
	if (!m->stopping || tm_monotonic_ms() < m->kill_at_ms)
		return;
	log_line(LOG_WARN, "workers_killed", "why=%s", log_quote("not ended in time"));
	signal_all(m, SIGKILL);
	m->kill_at_ms = INT64_MAX;
}

/* Sends away the i-th child, whose successor's readiness moves the renewal on. */
static void renew(struct master *m, int i)
{
	m->renewing = i;
	if (i == m->n) {
		log_line(LOG_INFO, "pool_renewed", "workers=%d", m->n);
		return;
	}
	m->children[i].leaving = true;
	if (m->children[i].pid > 0)
		(void)kill(m->children[i].pid, SIGTERM);
}

/* A worker that has not been heard of in time hangs in a request, or was stopped: it is worth less than a new one. */
static void kill_hung(struct master *m)
{
	int64_t now_ms = tm_monotonic_ms();

	for (int i = 0; i < m->n; i++) {
		struct child *child = &m->children[i];
		if (child->pid == 0 || child->hung || !scoreboard_is_overdue(child->slot, now_ms))
			continue;
		log_line(LOG_ERROR, "worker_hung", "pid=%d", (int)child->pid);
		child->hung = true;
		(void)kill(child->pid, SIGKILL);
	}
}

static void give_up_if_hopeless(struct master *m)
{
	for (int i = 0; i < m->n; i++)
		if (m->children[i].quick_failures < QUICK_FAILURES)
			return;
	if (!m->stopping) {
		log_line(LOG_ERROR, "pool_failed", "why=%s", log_quote("every worker fails at its start"));
		m->status = 1;
		stop(m);
	}
}

static void on_exit_of(struct master *m, struct child *child, int status)
{
	int64_t lived_ms = tm_monotonic_ms() - child->started_ms;
	bool planned = WIFEXITED(status) && WEXITSTATUS(status) == 0;

	log_line(planned ? LOG_INFO : LOG_WARN, "worker_ended", "pid=%d pool=%s status=%d signal=%d lived_ms=%" PRId64, (int)child->pid,
	         worker_pool_name(child->pool->kind), WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
	         lived_ms);
	child->pid = 0;
	scoreboard_ended(child->slot, (int)child->pool->kind,
	                 planned       ? SCOREBOARD_PLANNED
	                 : child->hung ? SCOREBOARD_HUNG
	                               : SCOREBOARD_CRASHED,
	                 tm_monotonic_ms());
	if (planned) {
		child->backoff_ms = child->quick_failures = 0;
		child->start_at_ms = tm_monotonic_ms();
		return;
	}
	schedule_after_failure(child, lived_ms);
	if (child == &m->children[m->renewing] && !child->leaving) {
		log_line(LOG_ERROR, "renewal_stopped", "why=%s", log_quote("the new worker fails; the others stay as they are"));
		m->renewing = m->n;
	}
	give_up_if_hopeless(m);
}

static void reap(struct master *m)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < m->n; i++)
			if (m->children[i].pid == pid)
				on_exit_of(m, &m->children[i], status);
}

static void on_ready(struct master *m, pid_t pid)
{
	for (int i = 0; i < m->n; i++)
		if (m->children[i].pid == pid)
			log_line(LOG_INFO, "worker_ready", "pid=%d pool=%s", (int)pid, worker_pool_name(m->children[i].pool->kind));
	if (m->renewing < m->n && m->children[m->renewing].pid == pid && !m->children[m->renewing].leaving)
		renew(m, m->renewing + 1);
}

/* Workers are looked after now and then, and started again on time. */
static int64_t next_event_ms(const struct master *m)
{
	int64_t at_ms = tm_monotonic_ms() + WATCH_MS;

	if (m->stopping)
		return m->kill_at_ms < at_ms ? m->kill_at_ms : at_ms;
	for (int i = 0; i < m->n; i++)
		if (m->children[i].pid == 0 && m->children[i].start_at_ms < at_ms)
			at_ms = m->children[i].start_at_ms;
	return at_ms;
}

static void wait_for_signal(struct master *m)
{
	int64_t left_ms = next_event_ms(m) - tm_monotonic_ms();
	struct timespec timeout = {.tv_sec = left_ms / 1000, .tv_nsec = left_ms % 1000 * 1000000};
	siginfo_t info;

	if (left_ms <= 0)
		return;
	int signal_number = sigtimedwait(&m->signals, &info, &timeout);
	if (signal_number == SIGTERM || signal_number == SIGINT)
		stop(m);
	else if (signal_number == SIGHUP && !m->stopping)
		renew(m, 0);
	else if (signal_number == SIGCHLD)
		reap(m);
	else if (signal_number == WORKER_READY_SIGNAL && !m->stopping)
		on_ready(m, info.si_pid);
}

static bool has_children(const struct master *m)
{
	for (int i = 0; i < m->n; i++)
		if (m->children[i].pid > 0)
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

static bool place_children(struct master *m, const struct prefork_pool *pools, int n_pools)
{
	for (int i = 0; i < n_pools; i++)
		m->n += pools[i].workers;
	m->renewing = m->n;
	m->children = os_alloc((size_t)(m->n + 1) * sizeof(*m->children)); /* one more: children[renewing] always exists */
	for (int i = 0, slot = 0; i < n_pools && m->children; i++)
		for (int k = 0; k < pools[i].workers; k++, slot++)
			m->children[slot] = (struct child){.pool = &pools[i], .slot = slot};
	return m->children;
}

int prefork_run(const char *program, const struct prefork_pool *pools, int n_pools)
{
	struct master m = {.program = program};

	if (!scoreboard_make() || !place_children(&m, pools, n_pools) || !block_signals(&m.signals))
		return 1;
	log_line(LOG_INFO, "pool_started", "master=%d workers=%d", (int)getpid(), m.n);
	while (!m.stopping || has_children(&m)) {
		start_due(&m);
		kill_overdue(&m);
		kill_hung(&m);
		wait_for_signal(&m);
	}
	os_free(m.children);
	return m.status;
}
