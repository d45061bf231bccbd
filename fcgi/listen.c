#include "fcgi/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/num.h"

#define BACKLOG 1024
#define HANDED_DOWN SV("fd:")

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

static enum rc make(const char *path, int *fd, struct err *err)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	mode_t before;
	enum rc rc;

	if (path[0] == '\0' || !sv_copy(sv_of(path), address.sun_path, sizeof(address.sun_path)))
		return err_set(err, RC_USAGE, "--listen: a path of 1 to %zu bytes, or fd:N", sizeof(address.sun_path) - 1);
	rc = remove_stale(&address, err);
	if (rc != RC_OK)
		return rc;
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (*fd < 0)
		return err_set(err, RC_FAIL, "socket: %s", strerror(errno));
	before = umask(0117);
	if (bind(*fd, (const struct sockaddr *)&address, sizeof(address)) != 0 || listen(*fd, BACKLOG) != 0) {
		rc = err_set(err, RC_CONFIG, "%s: %s", path, strerror(errno));
		(void)close(*fd);
	}
	(void)umask(before);
	return rc;
}

static enum rc adopt(struct sv number, int *fd, struct err *err)
{
	int listens = 0;
	socklen_t size = sizeof(listens);
	int64_t n;

	if (!num_parse_range(number, 0, INT16_MAX, &n))
		return err_set(err, RC_USAGE, "--listen: fd: is followed by the number of a descriptor");
	*fd = (int)n;
	if (getsockopt(*fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || !listens)
		return err_set(err, RC_USAGE, "%s is not a listening socket; give --listen PATH to make one",
		               n == 0 ? "standard input" : "the descriptor");
	(void)fcntl(*fd, F_SETFD, FD_CLOEXEC);
	return RC_OK;
}

enum rc listen_open(const char *where, int *fd, struct err *err)
{
	struct sv text = sv_of(where);

	if (!sv_starts(text, HANDED_DOWN))
		return make(where, fd, err);
	return adopt((struct sv){text.p + HANDED_DOWN.n, text.n - HANDED_DOWN.n}, fd, err);
}

void listen_close(const char *where, int fd)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct err err;

	/* Once our own socket is closed a live server there is another one, and stays. */
	(void)close(fd);
	if (sv_starts(sv_of(where), HANDED_DOWN) || !sv_copy(sv_of(where), address.sun_path, sizeof(address.sun_path)))
		return;
	if (remove_stale(&address, &err) != RC_OK)
		log_line(LOG_WARN, "socket_left", "why=%s", log_quote(err.text));
}
