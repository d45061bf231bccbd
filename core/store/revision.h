/* What a run changed of a day that had been complete: opened before, closed after, inside the caller's transaction. */
#ifndef WINDFALL_STORE_REVISION_H
#define WINDFALL_STORE_REVISION_H

#include "core/store/day.h"

enum rc revision_open(struct db *db, const char *date, int64_t run_id, const struct day_periods *changed, struct err *err) MUST_CHECK;
enum rc revision_close(struct db *db, const char *date, int64_t run_id, struct err *err) MUST_CHECK;

#endif
