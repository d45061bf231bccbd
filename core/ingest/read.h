/* One settlement day from its source to checked records: fetch, parse, check. Nothing is stored here. */
#ifndef WINDFALL_INGEST_READ_H
#define WINDFALL_INGEST_READ_H

#include "core/base/arena.h"
#include "core/ingest/check.h"
#include "core/ingest/fetch.h"
#include "core/model/physical_notification.h"
#include "core/model/system_price.h"
#include "core/model/wind_generation.h"
#include "core/store/day.h"
#include "core/store/refusal.h"

struct read_day {
	int32_t day;
	struct day_reading readings[SETTLEMENT_PERIODS_MAX]; /* by period; of the chosen ones */
	size_t n;
	struct wind_generation_day wind;
	struct system_price_day prices; /* with the sum of each bid stack read */
	struct physical_notification_day notifications;
	bool notifications_asked;
	bool read[ELEXON_KINDS], failed_of[ELEXON_KINDS]; /* of what is no stack; neither: absent from the archive */
	struct check_counts counts;
	struct refusal *refusals; /* replies that were not taken, in arena */
	size_t n_refusals, refusals_cap, refusal_bytes;
	int64_t failed, empty, missing, refused; /* half hours; those refused are among those that failed */
};

/* Reads the chosen half hours of the day (NULL: all) and what is of the whole day, notifications where asked for. Records lie in
 * arena, ids in units; scratch is reset for each reply. A half hour that fails is a reading that says so, not an error of the call; what is
 * of the whole day and fails is not read, and the log says why. */
enum rc read_day(struct fetch *fetch, int32_t day, const struct day_periods *chosen, bool notifications, const struct register_units *units,
                 struct arena *arena, struct arena *scratch, struct read_day *out, struct err *err) MUST_CHECK;

#endif
