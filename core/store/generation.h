/* Wind output as kept. The writer runs inside the caller's transaction. */
#ifndef WINDFALL_STORE_GENERATION_H
#define WINDFALL_STORE_GENERATION_H

#include "core/io/db.h"
#include "core/model/wind_generation.h"
#include "core/store/calendar.h"

enum rc generation_read(struct db *db, const char *date, struct wind_generation_day *known, struct err *err) MUST_CHECK;

/* Writes the known figures of the day, over what was kept of them, and the day's total. */
enum rc generation_write(struct db *db, const char *date, const struct wind_generation_day *day, struct err *err) MUST_CHECK;

/* Days of a range that have figures of curtailment, but not the output of every half hour. */
enum rc generation_missing(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days,
                           struct err *err) MUST_CHECK;

#endif
