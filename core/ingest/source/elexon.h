/* Elexon's Insights API: which path holds what, and the address of a path. */
#ifndef WINDFALL_INGEST_SOURCE_ELEXON_H
#define WINDFALL_INGEST_SOURCE_ELEXON_H

#include <stdint.h>

#include "core/base/err.h"
#include "core/base/sv.h"
#include "core/model/stack_row.h"

#define ELEXON_PATH_MAX 128
#define ELEXON_NOTIFICATIONS_PATH_MAX 1600 /* a longer query is more than some servers take */
#define ELEXON_URL_MAX 2048
#define ELEXON_REGISTER_PATH "/bmrs/api/v1/reference/bmunits/all"

/* What is read about a settlement day: a stack's two sides for every half hour, the rest once, but notifications for some units at a time. */
enum elexon_kind { ELEXON_BID, ELEXON_OFFER, ELEXON_WIND, ELEXON_SYSTEM_PRICES, ELEXON_NOTIFICATIONS, ELEXON_KINDS };
#define ELEXON_STACKS ELEXON_WIND            /* the stacks come before it */
#define ELEXON_ONCE_END ELEXON_NOTIFICATIONS /* and from there to here what one path holds */

const char *elexon_kind_name(enum elexon_kind kind); /* for people: "wind generation" */

/* The path of a reply about a day, but of notifications; period is 0 where the kind is no stack. */
void elexon_day_path(char out[ELEXON_PATH_MAX], enum elexon_kind kind, int32_t day, int period);

/* "/bmrs/api/v1/balancing/settlement/stack/all/bid/2025-04-01/1": the path on Elexon's own host, and so the archive's. */
void elexon_stack_path(char out[ELEXON_PATH_MAX], enum stack_side side, int32_t day, int period);

/* The physical notifications of a day are asked for by units: the stream of a whole day for as many units as one address holds is some
 * three or four requests of a megabyte, where asking by half hour is 48 with ten times the bytes, of every unit there is. */

/* What each such path begins with, up to its first unit. */
void elexon_notifications_prefix(char out[ELEXON_PATH_MAX], int32_t day);

/* The path for the units from *next on, and *next past the last of them; false where none is left. A unit whose id is more than letters, digits,
 * '-' and '_' cannot be asked for. */
bool elexon_notifications_path(char out[ELEXON_NOTIFICATIONS_PATH_MAX], int32_t day, const char *const *units, size_t n, size_t *next);

/* Takes the next unit that a path names off it; false past the last. */
bool elexon_next_unit(struct sv *path, struct sv *unit);

/* The address of such a path under base, which may have a prefix of its own instead of /bmrs/api/v1. RC_CONFIG where it is too long. */
enum rc elexon_url(char out[ELEXON_URL_MAX], const char *base, const char *path, struct err *err) MUST_CHECK;

#endif
