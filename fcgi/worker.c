#include "fcgi/worker.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/num.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "fcgi/app.h"
#include "fcgi/problem.h"
#include "fcgi/request.h"
#include "fcgi/response.h"
#include "fcgi/route.h"

#define LISTEN_FD 0
#define ALARM_S 8
#define REQUESTS 10000 /* a worker's share, give or take a tenth so that siblings do not end together */
#define MEMORY_CHECK_EVERY 64

static volatile sig_atomic_t stop;

static void on_stop(int signal_number)
{
	(void)signal_number;
	stop = 1;
}

/* A peer that never finishes, or a handler that hangs, costs this worker; the master starts another. */
static void on_alarm(int signal_number)
{
	static const char line[] = "level=error program=windfall-api event=worker_alarm detail=\"request not finished in time\"\n";

	(void)signal_number;
	(void)!write(STDERR_FILENO, line, sizeof(line) - 1);
	_exit(1);
}

/* Before FCGX_Init, which would install its own. The stop signals are let in only while waiting for a connection. */
static bool install_signals(sigset_t *stops)
{
	static const int numbers[] = {SIGTERM, SIGINT, SIGUSR1};
	struct sigaction set_flag = {.sa_handler = on_stop}, die = {.sa_handler = on_alarm}, ignore = {.sa_handler = SIG_IGN};
	bool ok = sigemptyset(stops) == 0;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		ok = ok && sigaction(numbers[i], &set_flag, NULL) == 0 && sigaddset(stops, numbers[i]) == 0;
	return ok && sigaction(SIGALRM, &die, NULL) == 0 && sigaction(SIGPIPE, &ignore, NULL) == 0 && sigaction(SIGHUP, &ignore, NULL) == 0 &&
	       sigprocmask(SIG_SETMASK, stops, NULL) == 0;
}

static bool open_fcgi(FCGX_Request *fcgi)
{
	int flags = fcntl(LISTEN_FD, F_GETFL);

	return setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "100", 0) == 0 && setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "250", 0) == 0 &&
	       FCGX_Init() == 0 && FCGX_InitRequest(fcgi, LISTEN_FD, FCGI_FAIL_ACCEPT_ON_INTR) == 0 && flags >= 0 &&
	       fcntl(LISTEN_FD, F_SETFL, flags | O_NONBLOCK) == 0;
}

static int share_of_requests(void)
{
	unsigned int dice = 0;

	if (os_random(&dice, sizeof(dice), NULL) != RC_OK)
		return REQUESTS;
	return REQUESTS - REQUESTS / 10 + (int)(dice % (REQUESTS / 5 + 1));
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

/* False where a signal came instead. Where a peer is waiting already, ppoll delivers no signal: a busy worker must look for itself. */
static bool wait_for_peer(const FCGX_Request *fcgi, const sigset_t *stops)
{
	struct pollfd fd = {.fd = fcgi->ipcFd >= 0 ? fcgi->ipcFd : LISTEN_FD, .events = POLLIN};
	const struct timespec at_once = {0};
	sigset_t none;

	(void)sigemptyset(&none);
	if (ppoll(&fd, 1, NULL, &none) <= 0)
		return false;
	if (sigtimedwait(stops, NULL, &at_once) > 0)
		stop = 1;
	return !stop;
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

static void log_request(const struct request *request, const struct response *response, int64_t started_ms, bool sent)
{
	char method[32];

	if (!sv_copy(request->method, method, sizeof(method)))
		method[0] = '\0';
	log_line(response->status >= 500 || !sent ? LOG_WARN : LOG_INFO, "request",
	         "method=%s route=%s status=%d ms=%" PRId64 " bytes=%zu cache=%s sent=%s", log_quote(method),
	         response->route ? response->route : "-", response->status, tm_monotonic_ms() - started_ms, response->body.len,
	         response->cache ? response->cache : "-", sent ? "true" : "false");
}

static void serve_one(struct app *app, FCGX_Request *fcgi, struct arena *arena)
{
	int64_t started_ms = tm_monotonic_ms();
	struct request request;
	struct response response;
	struct err err;
	bool sent;

	response_init(&response);
	enum rc rc = request_read(fcgi, arena, &request, &err);
	log_context("request_id", request.request_id.p);
	if (rc == RC_OK)
		route_handle(app, &request, &response);
	else
		answer_unreadable(&response, &request, &err);
	if (!buf_ok(&response.body))
		problem_set(&response, &request, 500, "The answer is larger than the server allows.");
	(void)alarm(ALARM_S);
	sent = response_send(&response, fcgi);
	log_request(&request, &response, started_ms, sent);
	log_context("request_id", NULL);
	response_fini(&response);
}

/* 0 where this worker's work is done, 1 where the socket fails. */
static int serve(struct app *app, FCGX_Request *fcgi, struct arena *arena, const sigset_t *stops)
{
	int share = share_of_requests();

	for (int served = 0; !stop && served < share;) {
		if (!wait_for_peer(fcgi, stops))
			continue;
		(void)alarm(ALARM_S);
		int rc = FCGX_Accept_r(fcgi);
		if (rc == -EAGAIN || rc == -EINTR || rc == -ECONNABORTED) {
			(void)alarm(0); /* a sibling was faster, or the peer has gone */
			continue;
		}
		if (rc < 0) {
			log_line(LOG_ERROR, "accept_failed", "code=%d", rc);
			return 1;
		}
		serve_one(app, fcgi, arena);
		FCGX_Finish_r(fcgi);
		(void)alarm(0);
		arena_reset(arena);
		if (++served % MEMORY_CHECK_EVERY == 0 && is_bloated())
			break;
	}
	return 0;
}

int worker_run(pid_t master)
{
	struct app app;
	struct arena arena;
	FCGX_Request fcgi;
	struct err err;
	int status = 1;
	sigset_t stops;

	if (!install_signals(&stops))
		return 1;
	if (app_init(&app, &err) != RC_OK) {
		log_line(LOG_ERROR, "worker_not_started", "why=%s", log_quote(err.text));
		return err_exit_status(err.rc);
	}
	arena_init(&arena, LIMIT_REQUEST_ARENA_BYTES);
	if (open_fcgi(&fcgi)) {
		if (master > 0 && getppid() == master)
			(void)kill(master, WORKER_READY_SIGNAL);
		status = serve(&app, &fcgi, &arena, &stops);
		FCGX_Free(&fcgi, 1);
	}
	arena_fini(&arena);
	app_fini(&app);
	return status;
}
