/* Room for nginx to write: where a file of its cache cannot be written nginx drops the client, so what does not fit is not to be kept. */
#ifndef WINDFALL_FCGI_ROOM_H
#define WINDFALL_FCGI_ROOM_H

#include "fcgi/request.h"
#include "fcgi/response.h"

struct room {
	int64_t bytes;      /* that an answer and its head may have to be kept */
	int64_t good_until; /* of the monotonic clock, in ms */
};

/* Looks again at the disk of nginx's cache and at the size its process may give a file; folder, pid: NULL where nginx did not say, as is
 * unlimited what cannot be found out. */
void room_look(struct room *room, const char *folder, const char *pid, int64_t now_ms);

/* Where there is no room, an answer that nginx holds in memory is not kept, and a larger one is 503. */
void room_judge(const struct room *room, const struct request *request, struct response *response);

#endif
