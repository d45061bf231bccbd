#include "fcgi/room.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/types.h>

#include "core/base/limits.h"
#include "core/base/num.h"
#include "fcgi/problem.h"

#define LOOK_MS 5
#define HEADS_BYTES (16 << 10)                   /* nginx's and the answer's own, at the beginning of a file */
#define RESERVE_BYTES (4 * LIMIT_RESPONSE_BYTES) /* for what is written between two looks; less than nginx's min_free */
#define MEMORY_BYTES (15 * (32 << 10))           /* of an answer that fits into fastcgi_buffers beside its head */

static int64_t free_bytes(const char *folder)
{
	struct statvfs disk;

	if (!folder || statvfs(folder, &disk) != 0)
		return INT64_MAX;
	return (int64_t)(disk.f_bavail * disk.f_frsize) - RESERVE_BYTES;
}

static int64_t file_bytes(const char *pid)
{
	struct rlimit limit;
	int64_t number;

	if (!pid || !num_parse_range(sv_of(pid), 1, INT32_MAX, &number) || prlimit((pid_t)number, RLIMIT_FSIZE, NULL, &limit) != 0)
		return INT64_MAX;
	return limit.rlim_cur > INT64_MAX ? INT64_MAX : (int64_t)limit.rlim_cur;
}

void room_look(struct room *room, const char *folder, const char *pid, int64_t now_ms)
{
	int64_t disk = free_bytes(folder), file = file_bytes(pid);

	room->bytes = disk < file ? disk : file;
	room->good_until = now_ms + LOOK_MS;
}

void room_judge(const struct room *room, const struct request *request, struct response *response)
{
	if (!response->cache_control || (int64_t)response->body.len + HEADS_BYTES <= room->bytes)
		return;
	response->unkept = response->body.len <= MEMORY_BYTES;
	if (!response->unkept)
		problem_set(response, request, 503, "There is no room here for so long an answer at the moment. Try again soon, or ask for less.");
}
