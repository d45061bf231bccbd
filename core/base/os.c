#include "core/base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/num.h"

/* A disk that is full may have room the next time; what this user may not do is a setting. */
static enum rc fault(struct err *err, const char *path, int number)
{
	static const struct {
		int number;
		enum rc rc;
	} known[] = {
	    {ENOSPC, RC_PARTLY}, {EDQUOT, RC_PARTLY}, {EFBIG, RC_PARTLY},   {EACCES, RC_CONFIG},
	    {EPERM, RC_CONFIG},  {EROFS, RC_CONFIG},  {ENOTDIR, RC_CONFIG},
	};
	enum rc rc = RC_FAIL;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].number == number)
			rc = known[i].rc;
	return err_set(err, rc, "%s: %s%s", path, strerror(number), rc == RC_PARTLY ? "; make room, and the next run goes on" : "");
}

static enum rc read_all(int fd, const char *path, struct buf *out, struct err *err)
{
	char chunk[65536];
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault(err, path, errno);
		if (n == 0)
			return RC_OK;
		buf_add(out, chunk, (size_t)n);
		if (!buf_ok(out))
			return err_set(err, RC_DATA, "%s: larger than %zu bytes", path, out->max);
	}
}

enum rc os_read_file(const char *path, struct buf *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? err_set(err, RC_NOT_FOUND, "%s: %s", path, strerror(errno)) : fault(err, path, errno);
	enum rc rc = read_all(fd, path, out, err);
	(void)close(fd);
	return rc;
}

static bool write_all(int fd, struct sv bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = (struct sv){bytes.p + n, bytes.n - (size_t)n};
	}
	return true;
}

/* A rename lasts once its folder is on disk. */
static bool sync_folder_of(const char *path)
{
	char dir[PATH_MAX];
	(void)snprintf(dir, sizeof(dir), "%s", path);
	char *slash = strrchr(dir, '/');
	if (slash == NULL)
		(void)snprintf(dir, sizeof(dir), ".");
	else
		slash[slash == dir ? 1 : 0] = '\0';
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	(void)close(fd);
	return ok;
}

enum rc os_write_file(const char *path, struct sv bytes, struct err *err)
{
	char beside[PATH_MAX];
	int n = snprintf(beside, sizeof(beside), "%s.%ld.part", path, (long)getpid());
	if (n < 0 || (size_t)n >= sizeof(beside))
		return err_set(err, RC_FAIL, "%s: the name is too long", path);
	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0)
		return fault(err, path, errno);
	bool ok = write_all(fd, bytes) && fsync(fd) == 0;
	int number = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		number = errno;
	}
	if (ok && (rename(beside, path) != 0 || !sync_folder_of(path))) {
		ok = false;
		number = errno;
	}
	if (!ok) {
		(void)unlink(beside);
		return fault(err, path, number);
	}
	return RC_OK;
}

bool os_is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

enum rc os_hold_dir(const char *path, int *held, struct err *err)
{
	*held = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = *held < 0 ? -1 : flock(*held, LOCK_EX);
	while (rc != 0 && *held >= 0 && errno == EINTR)
		rc = flock(*held, LOCK_EX);
	if (rc == 0)
		return RC_OK;
	enum rc failed = fault(err, path, errno);
	os_release_dir(*held);
	return failed;
}

void os_release_dir(int held)
{
	if (held >= 0)
		(void)close(held);
}

enum rc os_make_dir(const char *path, struct err *err)
{
	char part[PATH_MAX];
	size_t n = strlen(path);
	if (n == 0 || n >= sizeof(part))
		return err_set(err, RC_FAIL, "a folder's name must have 1 to %zu bytes", sizeof(part) - 1);
	memcpy(part, path, n + 1);
	for (size_t i = 1; i <= n; i++) {
		if (part[i] != '/' && part[i] != '\0')
			continue;
		part[i] = '\0';
		if (mkdir(part, 0755) != 0 && !(errno == EEXIST && os_is_dir(part)))
			return fault(err, part, errno == EEXIST ? ENOTDIR : errno);
		part[i] = path[i];
	}
	return RC_OK;
}

bool os_is_dir(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

enum rc os_list_dir(const char *dir, const char *suffix, enum rc (*visit)(void *ctx, const char *name, struct err *err), void *ctx,
                    struct err *err)
{
	struct dirent **names;
	int n = scandir(dir, &names, NULL, alphasort);
	if (n < 0)
		return errno == ENOENT ? err_set(err, RC_NOT_FOUND, "%s: %s", dir, strerror(errno)) : fault(err, dir, errno);
	enum rc rc = RC_OK;
	for (int i = 0; i < n; i++) {
		const char *name = names[i]->d_name;
		bool itself = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
		if (rc == RC_OK && !itself && sv_ends(sv_of(name), sv_of(suffix)))
			rc = visit(ctx, name, err);
		free(names[i]);
	}
	free(names);
	return rc;
}

static volatile sig_atomic_t stopping;

static void on_stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

void os_catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_stop, .sa_flags = SA_RESTART}, ignore = {.sa_handler = SIG_IGN};
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGPIPE, &ignore, NULL);
	(void)sigaction(SIGXFSZ, &ignore, NULL);
}

bool os_stopping(void)
{
	return stopping != 0;
}

/* "VmHWM:    20480 kB" of this program alone: getrusage's peak may be that of the process that started it. */
static int64_t own_peak_kb(void)
{
	struct buf status;
	struct sv rest, line;
	int64_t kb = 0;
	buf_init(&status, 64u << 10);
	rest = os_read_file("/proc/self/status", &status, NULL) == RC_OK ? buf_sv(&status) : SV("");
	while (sv_next(&rest, '\n', &line)) {
		if (!sv_starts(line, SV("VmHWM:")))
			continue;
		struct sv digits = {line.p, line.n - (sv_ends(line, SV(" kB")) ? 3 : 0)};
		while (digits.n > 0 && (digits.p[0] < '0' || digits.p[0] > '9'))
			digits = (struct sv){digits.p + 1, digits.n - 1};
		(void)num_parse(digits, &kb);
	}
	buf_fini(&status);
	return kb;
}

int64_t os_peak_memory_kb(void)
{
	struct rusage child;
	return own_peak_kb() + (getrusage(RUSAGE_CHILDREN, &child) == 0 ? child.ru_maxrss : 0);
}

bool os_is_terminal(int fd)
{
	return isatty(fd) == 1;
}

enum rc os_random(void *out, size_t n, struct err *err)
{
	char *p = out;
	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, RC_FAIL, "getrandom: %s", strerror(errno));
		p += got;
		n -= (size_t)got;
	}
	return RC_OK;
}

void *os_alloc(size_t size)
{
	return calloc(1, size > 0 ? size : 1);
}

void *os_realloc(void *p, size_t size)
{
	return realloc(p, size > 0 ? size : 1);
}

char *os_strdup(const char *text)
{
	return strdup(text);
}

void os_free(void *p)
{
	free(p);
}
