/* What each wind unit told the system operator it would generate (its physical notification, PN) per half hour: the denominator of a
 * farm's curtailed share. It is the farm's own statement. */
#ifndef WINDFALL_MODEL_PHYSICAL_NOTIFICATION_H
#define WINDFALL_MODEL_PHYSICAL_NOTIFICATION_H

#include "core/base/err.h"
#include "core/model/settlement.h"
#include "core/model/stack_row.h"

/* One row as published: a straight line in MW from one moment to another, within a half hour. */
struct physical_notification_row {
	int32_t settlement_date;
	int settlement_period;
	int64_t from_utc, to_utc;
	struct stack_decimal from_mw, to_mw; /* below zero: drawn from the grid */
	const char *bm_unit;                 /* NULL where null */
};

struct physical_notification_unit {
	const char *bm_unit;                                 /* borrowed */
	bool read;                                           /* a reply about it came, whether it notified anything or not */
	struct stack_decimal at[SETTLEMENT_PERIODS_MAX + 1]; /* MWh by period, element 0 is unused */
};

/* A settlement day; units sorted by id. */
struct physical_notification_day {
	struct physical_notification_unit *units;
	size_t n;
};

struct physical_notification_unit *physical_notification_find(const struct physical_notification_day *day, struct sv bm_unit);

/* Leaves the rows of the day. RC_DATA: a level beyond 10000 MW, a period that the day does not have, or rows of which none is of the day. */
enum rc physical_notification_check(struct physical_notification_row *rows, size_t *n, int32_t day, struct err *err) MUST_CHECK;

/* The lines of each half hour integrated to MWh, exactly but for one rounding to 9 decimals, into *out, for its units that are read; the
 * checked rows are sorted in place. The order of the rows does not matter, an identical twin is dropped. Lines that leave a gap in the half
 * hour, overlap, or lack a level leave it unknown: *unknown counts those. */
void physical_notification_collect(struct physical_notification_row *rows, size_t n, int32_t day, struct physical_notification_day *out,
                                   int *unknown);

/* Completes *read by what is known of the same units and leaves as read those of which something is new. Returns how many. What is no
 * longer notified stays as it was. */
int physical_notification_news(struct physical_notification_day *read, const struct physical_notification_day *known);

#endif
