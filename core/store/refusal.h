/* Replies that were not taken, kept with the reason. Inside the caller's transaction. */
#ifndef WINDFALL_STORE_REFUSAL_H
#define WINDFALL_STORE_REFUSAL_H

#include "core/base/digest.h"
#include "core/base/sv.h"
#include "core/io/db.h"

#define REFUSAL_BODY_MAX (256u << 10)

struct refusal {
	const char *path;
	int period;
	char reason[32], detail[160];
	char body_sha256[DIGEST_HEX_SIZE];
	size_t body_bytes;
	struct sv body; /* its first REFUSAL_BODY_MAX bytes at most */
};

enum rc refusal_write(struct db *db, const char *date, int64_t run_id, const struct refusal *refusal, struct err *err) MUST_CHECK;

#endif
