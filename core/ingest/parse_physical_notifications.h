/* Elexon's physical notifications (PN), /datasets/PN/stream. */
#ifndef WINDFALL_INGEST_PARSE_PHYSICAL_NOTIFICATIONS_H
#define WINDFALL_INGEST_PARSE_PHYSICAL_NOTIFICATIONS_H

#include "core/base/arena.h"
#include "core/model/physical_notification.h"

/* [{…},…], the newest first, into *n rows in the arena, in the reply's order, of every unit. A missing or wrong field is RC_DATA naming row
 * and field. */
enum rc parse_physical_notifications(struct sv body, struct arena *arena, struct physical_notification_row **rows, size_t *n,
                                     struct err *err) MUST_CHECK;

#endif
