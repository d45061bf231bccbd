/* The listening socket of a pool: made at a path, or handed down by whoever started the program. */
#ifndef WINDFALL_FCGI_LISTEN_H
#define WINDFALL_FCGI_LISTEN_H

#include "core/base/err.h"

/* where: a path, for a new unix socket of mode 0660, or "fd:N", a listening socket that was handed down. What an ended server left at
 * the path is replaced; a live server, or anything that is no socket, is RC_CONFIG. *fd is closed by exec. */
enum rc listen_open(const char *where, int *fd, struct err *err) MUST_CHECK;

/* Closes the socket, and takes it from its path if it is still ours. */
void listen_close(const char *where, int fd);

#endif
