/* windfall-api: the command line. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/cfg.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/num.h"
#include "fcgi/app.h"
#include "fcgi/prefork.h"
#include "fcgi/route.h"
#include "fcgi/worker.h"

static const char help[] =
    "windfall-api answers Windfall's HTTP API as a pool of FastCGI processes behind nginx.\n"
    "\n"
    "  windfall-api --listen /run/windfall/api.sock --workers 4    a pool on a socket of its own\n"
    "  windfall-api --workers 4 < (a listening socket)             a pool on the socket at standard input (systemd)\n"
    "  windfall-api < (a listening socket)                         one process, no master\n"
    "\n"
    "  --listen PATH     make the unix socket PATH, mode 0660; one left by an ended server is replaced\n"
    "  --workers N       processes, 1 to 256 (with --listen: twice the processors)\n"
    "  --worker PID      what the master PID runs for each of them; not for other use\n"
    "  --print-routes    every route with its methods, pool, cache group and parameters\n"
    "  --print-config    every setting with the value in force\n"
    "  --version\n"
    "  --help\n"
    "\n"
    "Settings come from WINDFALL_* in the environment, else from windfall.conf in WINDFALL_STATE_DIR. PostgreSQL and Redis may be down:\n"
    "the pool starts and answers 503 until they are back. Signals to the master:\n"
    "  TERM, INT   finish the requests under way, then end (killed after 12 s; 1 s after a second signal)\n"
    "  HUP         replace the processes one by one by the program now installed; no request is lost\n"
    "Exit status: 0 told to stop, 1 no process lives, 64 wrong use, 78 a wrong setting or a socket in use.\n"
    "\n"
    "Try it past nginx:\n"
    "  REQUEST_METHOD=GET SCRIPT_NAME=/healthz REQUEST_URI=/healthz cgi-fcgi -bind -connect /run/windfall/api.sock\n";

struct options {
	const char *program, *listen;
	int workers; /* 0: not given */
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

static int run_pool(const struct options *o)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int workers = o->workers > 0 ? o->workers : processors > 0 ? 2 * (int)processors : 2;
	int status;

	status = prefork_run(o->program, workers < PREFORK_WORKERS_MAX ? workers : PREFORK_WORKERS_MAX);
	if (o->listen)
		prefork_unlisten(o->listen);
	return status;
}

static int serve(const struct options *o)
{
	struct err err;

	log_setup("windfall-api", LOG_INFO);
	if (o->master == 0 && check_settings(&err) != RC_OK)
		return complain(err.rc, err.text);
	if (o->listen && prefork_listen(o->listen, &err) != RC_OK)
		return complain(err.rc, err.text);
	if (!prefork_has_socket())
		return complain(RC_USAGE, "standard input is not a listening socket; give --listen PATH to make one");
	if (o->master > 0 || (!o->listen && o->workers == 0))
		return worker_run(o->master);
	return run_pool(o);
}

static const struct option table[] = {
    {"listen", required_argument, NULL, 'l'}, {"workers", required_argument, NULL, 'n'},
    {"master", required_argument, NULL, 'm'}, {"print-routes", no_argument, NULL, 'r'},
    {"print-config", no_argument, NULL, 'c'}, {"version", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0},
};

/* Fills o, or does the one thing asked for and gives its exit status; -1: serve. */
static int parse(int argc, char **argv, struct options *o)
{
	struct err err;
	int64_t number;

	opterr = 0;
	for (int option; (option = getopt_long(argc, argv, "", table, NULL)) != -1;) {
		switch (option) {
		case 'l':
			o->listen = optarg;
			break;
		case 'n':
			if (!num_parse_range(sv_of(optarg), 1, PREFORK_WORKERS_MAX, &number)) {
				(void)err_set(&err, RC_USAGE, "--workers: a number from 1 to %d, not '%s'", PREFORK_WORKERS_MAX, optarg);
				return complain(RC_USAGE, err.text);
			}
			o->workers = (int)number;
			break;
		case 'm':
			if (!num_parse_range(sv_of(optarg), 1, INT32_MAX, &number))
				return complain(RC_USAGE, "--master: a process number; a pool is started by --workers N");
			o->master = (pid_t)number;
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
			(void)err_set(&err, RC_USAGE, "%s: no such option, or its value is missing", argv[optind - 1]);
			return complain(RC_USAGE, err.text);
		}
	}
	if (optind < argc) {
		(void)err_set(&err, RC_USAGE, "'%s': options only, no other arguments", argv[optind]);
		return complain(RC_USAGE, err.text);
	}
	return -1;
}

int main(int argc, char **argv)
{
	struct options o = {.program = argv[0]};
	int status = parse(argc, argv, &o);

	return status >= 0 ? status : serve(&o);
}
