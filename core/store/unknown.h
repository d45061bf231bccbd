/* Accepted volumes of ids that no register names. Inside the caller's transaction. */
#ifndef WINDFALL_STORE_UNKNOWN_H
#define WINDFALL_STORE_UNKNOWN_H

#include "core/store/day.h"

/* Of one id in a half hour, of one side or both, without their signs. */
struct unknown_volume {
	char id[40]; /* as far as it fits; "": null */
	int period;
	int64_t volume_nano_mwh;
};

/* Replaces those of the half hours read, several of an id added up; where they are the same nothing is written. */
enum rc unknown_write(struct db *db, const char *date, const struct day_periods *read, const struct unknown_volume *volumes, size_t n,
                      struct err *err) MUST_CHECK;

#endif
