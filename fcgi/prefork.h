/* The master of a pool: owns the listening socket, starts workers, starts them again, and ends or renews them on signals. It opens
 * nothing else, and each worker is a fresh execution of the program, so that a renewed pool is the program now installed.
 * SIGTERM, SIGINT: workers finish their request, killed after 12 s (1 s after a second signal). SIGHUP: renewed one by one. */
#ifndef WINDFALL_FCGI_PREFORK_H
#define WINDFALL_FCGI_PREFORK_H

#include <stdbool.h>

#include "core/base/err.h"

#define PREFORK_WORKERS_MAX 256

/* Standard input is a listening socket. */
bool prefork_has_socket(void);

/* Opens a unix socket at path as standard input, mode 0660. What an ended server left there is replaced; a live server, or anything
 * that is no socket, is RC_CONFIG. */
enum rc prefork_listen(const char *path, struct err *err) MUST_CHECK;

/* Takes the socket away again, if it is still ours. */
void prefork_unlisten(const char *path);

/* Runs `program --master PID` n times on the socket at standard input until told to stop. The exit status: 0, or 1 where no worker
 * lives or the system fails. */
int prefork_run(const char *program, int n);

#endif
