/* Elexon's Insights API: which path holds what, and the address of a path. */
#ifndef WINDFALL_INGEST_SOURCE_ELEXON_H
#define WINDFALL_INGEST_SOURCE_ELEXON_H

#include <stdint.h>

#include "core/base/err.h"
#include "core/base/sv.h"
#include "core/model/stack_row.h"

#define ELEXON_PATH_MAX 128
#define ELEXON_URL_MAX 512
#define ELEXON_REGISTER_PATH "/bmrs/api/v1/reference/bmunits/all"

/* What is read about a settlement day: a stack's two sides for every half hour, the rest once. */
enum elexon_kind { ELEXON_BID, ELEXON_OFFER, ELEXON_WIND, ELEXON_SYSTEM_PRICES, ELEXON_KINDS };
#define ELEXON_STACKS ELEXON_WIND /* the stacks come before it */

const char *elexon_kind_name(enum elexon_kind kind); /* for people: "wind generation" */

/* The path of a reply about a day; period is 0 where the kind is no stack. */
void elexon_day_path(char out[ELEXON_PATH_MAX], enum elexon_kind kind, int32_t day, int period);

/* "/bmrs/api/v1/balancing/settlement/stack/all/bid/2025-04-01/1": the path on Elexon's own host, and so the archive's. */
void elexon_stack_path(char out[ELEXON_PATH_MAX], enum stack_side side, int32_t day, int period);

/* The address of such a path under base, which may have a prefix of its own instead of /bmrs/api/v1. RC_CONFIG where it is too long. */
enum rc elexon_url(char out[ELEXON_URL_MAX], const char *base, const char *path, struct err *err) MUST_CHECK;

#endif
