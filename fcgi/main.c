/* windfall-api: the command line. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/cfg.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/num.h"
#include "fcgi/app.h"
#include "fcgi/listen.h"
#include "fcgi/prefork.h"
#include "fcgi/route.h"
#include "fcgi/worker.h"

static const char help[] =
    "windfall-api answers Windfall's HTTP API as pools of FastCGI processes behind nginx.\n"
    "\n"
    "  windfall-api --pool fast --listen /run/windfall/fast.sock --pool slow --listen /run/windfall/slow.sock    all of it\n"
    "  windfall-api --listen /run/windfall/slow.sock --workers 4    one pool on a socket of its own\n"
    "  windfall-api < (a listening socket)                          one pool on the socket at standard input\n"
    "\n"
    "  --pool fast|slow  the pool that the options after it speak of (without it: slow). A fast process keeps many connections open\n"
    "                    (nginx: fastcgi_keep_conn on) and answers their requests in turn; a slow one serves one at a time, and needs\n"
    "                    fastcgi_keep_conn off. Which route belongs to which is a column of --print-routes; each pool knows all routes.\n"
    "  --listen PATH     make the unix socket PATH, mode 0660; one left by an ended server is replaced\n"
    "  --listen fd:N     a listening socket that was handed down (systemd: the sockets of one unit are fd:3, fd:4, … in its order)\n"
    "  --workers N       processes, 1 to 256 (default: as many as processors for fast, twice as many for slow)\n"
    "  --master PID      what the master PID runs for each of them; not for other use\n"
    "  --print-routes    every route with its methods, pool, cache group and parameters\n"
    "  --print-config    every setting with the value in force\n"
    "  --version\n"
    "  --help\n"
    "\n"
    "Settings come from WINDFALL_* in the environment, else from windfall.conf in WINDFALL_STATE_DIR. PostgreSQL and Redis may be down:\n"
    "the pools start and answer 503 until they are back. /metrics counts what all processes of both pools did. Signals to the master:\n"
    "  TERM, INT   finish the requests under way, then end (killed after 12 s; 1 s after a second signal)\n"
    "  HUP         replace the processes one by one by the program now installed; no request is lost\n"
    "Exit status: 0 told to stop, 1 no process lives, 64 wrong use, 78 a wrong setting or a socket in use.\n"
    "\n"
    "Try it past nginx:\n"
    "  REQUEST_METHOD=GET SCRIPT_NAME=/healthz REQUEST_URI=/healthz cgi-fcgi -bind -connect /run/windfall/slow.sock\n";

#define POOLS 2

/* By enum route_pool. */
struct options {
	const char *program;
	enum route_pool current; /* whom --listen and --workers speak of */
	struct {
		bool wanted;
		const char *listen;
		int workers; /* 0: not given */
	} pools[POOLS];
	pid_t master;
};

static int complain(enum rc rc, const char *text)
{
	(void)fputs("windfall-api: ", stderr);
	(void)fputs(text, stderr);
	(void)fputs(rc == RC_USAGE ? "\nTry: windfall-api --help\n" : "\n", stderr);
	return err_exit_status(rc);
}

static int print_help(void)
{
	return fputs(help, stdout) < 0;
}

static int print_version(void)
{
	return puts("windfall-api " APP_VERSION) < 0;
}

static int print_routes(void)
{
	route_print(stdout);
	return fflush(stdout) != 0;
}

static int print_config(void)
{
	struct cfg cfg;
	struct err err;
	struct buf text;

	if (cfg_load(&cfg, &err) != RC_OK)
		return complain(err.rc, err.text);
	buf_init(&text, LIMIT_CONFIG_BYTES);
	cfg_print(&cfg, &text);
	cfg_fini(&cfg);
	int failed = fputs(buf_str(&text), stdout) < 0 || fflush(stdout) != 0;
	buf_fini(&text);
	return failed;
}

/* A wrong setting is told at once by the program that was started, not by each worker. */
static enum rc check_settings(struct err *err)
{
	struct cfg cfg;
	enum rc rc = cfg_load(&cfg, err);

	if (rc == RC_OK)
		cfg_fini(&cfg);
	return rc;
}

/* The pools asked for, with their sockets; how many there are so far also on failure. */
static enum rc open_pools(struct options *o, struct prefork_pool pools[POOLS], int *n, struct err *err)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	enum rc rc = RC_OK;

	for (enum route_pool kind = 0; kind < POOLS && rc == RC_OK; kind++) {
		int by_default = (int)(processors > 0 ? processors : 1) * (kind == ROUTE_SLOW ? 2 : 1);
		if (!o->pools[kind].wanted)
			continue;
		pools[*n] = (struct prefork_pool){.kind = kind, .workers = o->pools[kind].workers ? o->pools[kind].workers : by_default};
		if (pools[*n].workers > PREFORK_WORKERS_MAX)
			pools[*n].workers = PREFORK_WORKERS_MAX;
		rc = listen_open(o->pools[kind].listen, &pools[*n].fd, err);
		*n += rc == RC_OK;
	}
	return rc;
}

static int serve(struct options *o)
{
	struct prefork_pool pools[POOLS];
	struct err err;
	int n = 0, status;

	log_setup("windfall-api", LOG_INFO);
	if (o->master > 0)
		return worker_run(o->master, o->current);
	if (check_settings(&err) != RC_OK)
		return complain(err.rc, err.text);
	if (open_pools(o, pools, &n, &err) == RC_OK)
		status = prefork_run(o->program, pools, n);
	else
		status = complain(err.rc, err.text);
	for (int i = 0; i < n; i++)
		listen_close(o->pools[pools[i].kind].listen, pools[i].fd);
	return status;
}

static const struct option table[] = {
    {"pool", required_argument, NULL, 'p'},   {"listen", required_argument, NULL, 'l'}, {"workers", required_argument, NULL, 'n'},
    {"master", required_argument, NULL, 'm'}, {"print-routes", no_argument, NULL, 'r'}, {"print-config", no_argument, NULL, 'c'},
    {"version", no_argument, NULL, 'v'},      {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0},
};

static enum rc take_pool(struct options *o, const char *name, struct err *err)
{
	for (enum route_pool kind = 0; kind < POOLS; kind++) {
		if (strcmp(name, worker_pool_name(kind)) != 0)
			continue;
		o->current = kind;
		o->pools[kind].wanted = true;
		return RC_OK;
	}
	return err_set(err, RC_USAGE, "--pool: fast or slow, not '%s'", name);
}

static enum rc take_listen(struct options *o, const char *where, struct err *err)
{
	(void)err;
	o->pools[o->current].wanted = true;
	o->pools[o->current].listen = where;
	return RC_OK;
}

static enum rc take_workers(struct options *o, const char *text, struct err *err)
{
	int64_t number;

	if (!num_parse_range(sv_of(text), 1, PREFORK_WORKERS_MAX, &number))
		return err_set(err, RC_USAGE, "--workers: a number from 1 to %d, not '%s'", PREFORK_WORKERS_MAX, text);
	o->pools[o->current].wanted = true;
	o->pools[o->current].workers = (int)number;
	return RC_OK;
}

static enum rc take_master(struct options *o, const char *text, struct err *err)
{
	int64_t number;

	if (!num_parse_range(sv_of(text), 1, INT32_MAX, &number))
		return err_set(err, RC_USAGE, "--master: a process number; a pool is started by --workers N");
	o->master = (pid_t)number;
	return RC_OK;
}

/* A lone pool may have its socket at standard input; two need one each. */
static enum rc settle(struct options *o, struct err *err)
{
	bool both = o->pools[ROUTE_FAST].wanted && o->pools[ROUTE_SLOW].wanted;

	if (!o->pools[ROUTE_FAST].wanted)
		o->pools[ROUTE_SLOW].wanted = true;
	for (int kind = 0; kind < POOLS; kind++) {
		if (!o->pools[kind].listen && both)
			return err_set(err, RC_USAGE, "--pool %s: of two pools each needs its own --listen", worker_pool_name(kind));
		if (!o->pools[kind].listen)
			o->pools[kind].listen = "fd:0";
	}
	return RC_OK;
}

/* Fills o, or does the one thing asked for and gives its exit status; -1: serve. */
static int parse(int argc, char **argv, struct options *o)
{
	struct err err;
	enum rc rc = RC_OK;

	opterr = 0;
	for (int option; rc == RC_OK && (option = getopt_long(argc, argv, "", table, NULL)) != -1;) {
		switch (option) {
		case 'p':
			rc = take_pool(o, optarg, &err);
			break;
		case 'l':
			rc = take_listen(o, optarg, &err);
			break;
		case 'n':
			rc = take_workers(o, optarg, &err);
			break;
		case 'm':
			rc = take_master(o, optarg, &err);
			break;
		case 'r':
			return print_routes();
		case 'c':
			return print_config();
		case 'v':
			return print_version();
		case 'h':
			return print_help();
		default:
			rc = err_set(&err, RC_USAGE, "%s: no such option, or its value is missing", argv[optind - 1]);
		}
	}
	if (rc == RC_OK && optind < argc)
		rc = err_set(&err, RC_USAGE, "'%s': options only, no other arguments", argv[optind]);
	if (rc == RC_OK)
		rc = settle(o, &err);
	return rc == RC_OK ? -1 : complain(rc, err.text);
}

int main(int argc, char **argv)
{
	struct options o = {.program = argv[0], .current = ROUTE_SLOW};
	int status = parse(argc, argv, &o);

	return status >= 0 ? status : serve(&o);
}
