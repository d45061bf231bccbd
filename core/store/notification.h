/* Physical notifications as kept. The writers run inside the caller's transaction. */
#ifndef WINDFALL_STORE_NOTIFICATION_H
#define WINDFALL_STORE_NOTIFICATION_H

#include "core/base/arena.h"
#include "core/io/db.h"
#include "core/model/physical_notification.h"
#include "core/store/calendar.h"
#include "core/store/register.h"

/* The day's units into *known, in the arena, ids borrowed from units. */
enum rc notification_read(struct db *db, const char *date, const struct register_units *units, struct arena *arena,
                          struct physical_notification_day *known, struct err *err) MUST_CHECK;

/* Writes the units that are marked as read, over what was kept of them; then notification_build is due. */
enum rc notification_write(struct db *db, const char *date, const struct physical_notification_day *day, struct err *err) MUST_CHECK;

/* The day's total, where any unit's notifications are kept. It depends on which units were curtailed, too. */
enum rc notification_build(struct db *db, const char *date, struct err *err) MUST_CHECK;

/* Days of a range that have the notifications of every half hour and wind unit; and those with figures of curtailment that have not. */
enum rc notification_kept(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days,
                          struct err *err) MUST_CHECK;
enum rc notification_missing(struct db *db, int32_t from, int32_t to, struct arena *arena, struct calendar_days *days,
                             struct err *err) MUST_CHECK;

#endif
