#include "fcgi/worker_slow.h"

#include <errno.h>
#include <fcgiapp.h>
#include <poll.h>

#include "core/base/log.h"

#define IDLE_MS 1000

enum event { STOP, PEER, NOTHING };

static enum event wait_for_event(struct worker *w, const FCGX_Request *fcgi)
{
	struct pollfd fds[] = {
	    {.fd = w->signal_fd, .events = POLLIN},
	    {.fd = fcgi->ipcFd >= 0 ? fcgi->ipcFd : WORKER_LISTEN_FD, .events = POLLIN},
	};

	worker_sign(w, IDLE_MS);
	if (poll(fds, 2, IDLE_MS) <= 0)
		return NOTHING;
	return fds[0].revents ? STOP : PEER;
}

int worker_slow(struct worker *w)
{
	FCGX_Request fcgi;
	struct worker_task task;
	int status = 0;
	enum event event;

	if (FCGX_InitRequest(&fcgi, WORKER_LISTEN_FD, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return 1;
	worker_task_init(&task);
	while ((event = wait_for_event(w, &fcgi)) != STOP) {
		int rc = event == PEER ? FCGX_Accept_r(&fcgi) : -EAGAIN;
		if (rc == -EAGAIN || rc == -EINTR || rc == -ECONNABORTED)
			continue; /* a sibling was faster, or the peer has gone */
		if (rc < 0) {
			log_line(LOG_ERROR, "accept_failed", "code=%d", rc);
			status = 1;
			break;
		}
		worker_ask(w, &task, &fcgi);
		worker_look(w, &task, false);
		worker_answer(w, &task);
		FCGX_Finish_r(&fcgi);
		worker_keep(w);
		if (worker_is_spent(w))
			break;
	}
	FCGX_Free(&fcgi, 1);
	worker_task_fini(&task);
	return status;
}
