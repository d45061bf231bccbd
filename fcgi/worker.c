#include "fcgi/worker.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/num.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "fcgi/metrics.h"
#include "fcgi/problem.h"
#include "fcgi/request.h"
#include "fcgi/response.h"
#include "fcgi/scoreboard.h"
#include "fcgi/worker_fast.h"
#include "fcgi/worker_slow.h"

/* By enum route_pool. A request's time holds up everyone else of a fast worker; a slow one's only itself. */
static const struct {
	const char *name;
	int (*loop)(struct worker *w);
	int share; /* of requests, give or take a tenth so that siblings do not end together */
	int memory_check_every, statement_timeout_ms, due_after_ms;
} kinds[] = {
    [ROUTE_FAST] = {"fast", worker_fast, 1000000, 4096, 1000, 5000},
    [ROUTE_SLOW] = {"slow", worker_slow, 10000, 64, 2000, 8000},
};

const char *worker_pool_name(enum route_pool pool)
{
	return kinds[pool].name;
}

/* Signals to stop are read as a file, so that no call is ever cut short by one: libfcgi takes that for a broken connection. */
static bool take_signals(struct worker *w)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigset_t stops;

	(void)sigemptyset(&stops);
	(void)sigaddset(&stops, SIGTERM);
	(void)sigaddset(&stops, SIGINT);
	(void)sigaddset(&stops, SIGUSR1);
	w->signal_fd = signalfd(-1, &stops, SFD_CLOEXEC | SFD_NONBLOCK);
	return w->signal_fd >= 0 && sigaction(SIGPIPE, &ignore, NULL) == 0 && sigaction(SIGHUP, &ignore, NULL) == 0 &&
	       sigprocmask(SIG_SETMASK, &stops, NULL) == 0;
}

static bool open_fcgi(void)
{
	int flags = fcntl(WORKER_LISTEN_FD, F_GETFL);

	return setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "100", 0) == 0 && setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "250", 0) == 0 &&
	       FCGX_Init() == 0 && flags >= 0 && fcntl(WORKER_LISTEN_FD, F_SETFL, flags | O_NONBLOCK) == 0;
}

static int share_of(int requests)
{
	unsigned int dice = 0;

	if (os_random(&dice, sizeof(dice), NULL) != RC_OK)
		return requests;
	return requests - requests / 10 + (int)(dice % (unsigned int)(requests / 5 + 1));
}

/* Resident memory above the limit: some page grew it, and a new worker is cheaper than keeping it. */
static bool is_bloated(void)
{
	char text[128];
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, text, sizeof(text)) : -1;
	struct sv rest = {text, n > 0 ? (size_t)n : 0}, field;
	int64_t pages = 0;

	if (fd >= 0)
		(void)close(fd);
	(void)sv_next(&rest, ' ', &field); /* the first is the address space */
	if (!sv_next(&rest, ' ', &field) || !num_parse(field, &pages))
		return false;
	return pages > LIMIT_WORKER_BYTES / sysconf(_SC_PAGESIZE);
}

bool worker_is_spent(struct worker *w)
{
	w->left--;
	return w->left <= 0 || (w->left % w->memory_check_every == 0 && is_bloated());
}

void worker_sign(const struct worker *w, int64_t idle_ms)
{
	scoreboard_sign(tm_monotonic_ms() + idle_ms + w->due_after_ms, 0);
}

static void answer_unreadable(struct response *response, const struct request *request, const struct err *err)
{
	switch (err->rc) {
	case RC_USAGE:
		problem_set(response, request, 400, err->text);
		return;
	case RC_DATA:
		problem_set(response, request, 413, err->text);
		return;
	default:
		log_line(LOG_ERROR, "request_failed", "why=%s", log_quote(err->text));
		problem_set(response, request, 500, "The server could not read the request.");
	}
}

/* Most requests that end a worker are asked again: by nginx of a second worker, by the client after that. */
static void ask(struct worker *w, struct worker_task *task)
{
	int64_t now_ms = tm_monotonic_ms();

	task->fingerprint = request_fingerprint(&task->request);
	scoreboard_sign(now_ms + w->due_after_ms, task->fingerprint);
	if (scoreboard_is_suspect(task->fingerprint, now_ms)) {
		log_line(LOG_ERROR, "request_refused", "why=%s", log_quote("it ended workers a moment ago"));
		problem_set(&task->response, &task->request, 500, "Something went wrong here. It is noted under the request_id.");
		return;
	}
	route_ask(&w->app, &task->request, &task->response, &task->call);
	task->asked = true;
}

static void resume(const struct worker *w, const struct worker_task *task)
{
	log_context("request_id", task->request.request_id.p);
	scoreboard_sign(tm_monotonic_ms() + w->due_after_ms, task->fingerprint);
}

static void answer(struct worker *w, struct worker_task *task)
{
	if (task->asked)
		route_answer(&w->app, &task->request, &task->response, &task->call);
	if (!buf_ok(&task->response.body))
		problem_set(&task->response, &task->request, 500, "The answer is larger than the server allows.");
}

/* nginx says where and who it is with each request, which is asked for now and then. */
static void mind_room(struct worker *w, const FCGX_Request *fcgi, const struct request *request, struct response *response)
{
	int64_t now_ms = tm_monotonic_ms();

	if (now_ms >= w->room.good_until)
		room_look(&w->room, FCGX_GetParam("CACHE_FOLDER", fcgi->envp), FCGX_GetParam("CACHE_PID", fcgi->envp), now_ms);
	room_judge(&w->room, request, response);
}

static void note(struct worker *w, const struct request *request, const struct response *response, int64_t us, bool sent)
{
	char method[32];

	if (!sv_copy(request->method, method, sizeof(method)))
		method[0] = '\0';
	log_line(response->status >= 500 || !sent ? LOG_WARN : LOG_INFO, "request",
	         "pool=%s method=%s route=%s status=%d ms=%" PRId64 " bytes=%zu cache=%s sent=%s", kinds[w->pool].name, log_quote(method),
	         response->route ? response->route : "-", response->status, us / 1000, response->body.len,
	         response->cache ? response->cache : "-", sent ? "true" : "false");
	metrics_request(response, us);
	metrics_failures(db_failures(w->app.db) - w->database_failures, kv_failures(w->app.kv) - w->redis_failures);
	w->database_failures = db_failures(w->app.db);
	w->redis_failures = kv_failures(w->app.kv);
}

void worker_task_init(struct worker_task *task)
{
	*task = (struct worker_task){0};
	arena_init(&task->arena, LIMIT_REQUEST_ARENA_BYTES);
}

void worker_task_fini(struct worker_task *task)
{
	arena_fini(&task->arena);
}

void worker_ask(struct worker *w, struct worker_task *task, FCGX_Request *fcgi)
{
	struct err err;

	task->fcgi = fcgi;
	task->started_us = tm_monotonic_us();
	task->asked = false;
	task->fingerprint = 0;
	response_init(&task->response);
	enum rc rc = request_read(fcgi, &task->arena, &task->request, &err);
	log_context("request_id", task->request.request_id.p);
	if (rc == RC_OK)
		ask(w, task);
	else
		answer_unreadable(&task->response, &task->request, &err);
	log_context("request_id", NULL);
}

void worker_look(struct worker *w, struct worker_task *task, bool together)
{
	if (!task->asked)
		return;
	resume(w, task);
	route_look(&w->app, &task->request, together, &task->call);
	log_context("request_id", NULL);
}

void worker_answer(struct worker *w, struct worker_task *task)
{
	bool sent;

	resume(w, task);
	answer(w, task);
	mind_room(w, task->fcgi, &task->request, &task->response);
	worker_sign(w, 0); /* for sending */
	sent = response_send(&task->response, task->fcgi);
	note(w, &task->request, &task->response, tm_monotonic_us() - task->started_us, sent);
	log_context("request_id", NULL);
	response_fini(&task->response);
	arena_reset(&task->arena);
}

void worker_keep(const struct worker *w)
{
	kv_flush(w->app.kv);
}

int worker_run(pid_t master, enum route_pool pool)
{
	struct worker w = {.pool = pool,
	                   .left = share_of(kinds[pool].share),
	                   .memory_check_every = kinds[pool].memory_check_every,
	                   .due_after_ms = kinds[pool].due_after_ms};
	struct err err;
	int status = 1;

	scoreboard_join();
	if (!take_signals(&w))
		return 1;
	if (app_init(&w.app, kinds[pool].statement_timeout_ms, &err) != RC_OK) {
		log_line(LOG_ERROR, "worker_not_started", "why=%s", log_quote(err.text));
		return err_exit_status(err.rc);
	}
	if (open_fcgi()) {
		worker_sign(&w, 0);
		if (getppid() == master)
			(void)kill(master, WORKER_READY_SIGNAL);
		status = kinds[pool].loop(&w);
	}
	app_fini(&w.app);
	return status;
}
