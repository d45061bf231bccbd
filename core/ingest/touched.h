/* Settlement days that a change of a reference series touches. */
#ifndef WINDFALL_INGEST_TOUCHED_H
#define WINDFALL_INGEST_TOUCHED_H

#include <stdbool.h>
#include <stdint.h>

#define TOUCHED_DAYS_MAX (60 * 366) /* more than the calendar has */

struct touched {
	bool at[TOUCHED_DAYS_MAX];
	bool any;
};

/* The days with a half hour that starts from from_utc on and before before_utc; both are cut to the calendar. */
void touched_add(struct touched *touched, int64_t from_utc, int64_t before_utc);
bool touched_has(const struct touched *touched, int32_t day);

#endif
