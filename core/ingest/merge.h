/* New retarget epochs against those known: pure. */
#ifndef WINDFALL_INGEST_MERGE_H
#define WINDFALL_INGEST_MERGE_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/ingest/touched.h"
#include "core/store/series.h"

/* What given (ascending by height) adds to known, or completes: into *changes, in the arena; the days that this touches are added.
 * A time known by date only may be completed. RC_DATA: a gap in heights, a past epoch that differs, a time that does not grow, a jump of
 * the difficulty beyond factor 4. */
enum rc merge_epochs(const struct difficulty_series *known, const struct series_epoch *given, size_t n, struct arena *arena,
                     struct series_epoch **changes, size_t *n_changes, struct touched *touched, struct err *err) MUST_CHECK;

/* The same height from two sources: RC_DATA where they contradict; *completed where given alone has the time. */
enum rc merge_compare(const struct difficulty_epoch *known, const struct difficulty_epoch *given, bool *completed,
                      struct err *err) MUST_CHECK;

/* next right after before: RC_DATA for a gap, a time that does not grow, a jump. */
enum rc merge_follow(const struct difficulty_epoch *before, const struct difficulty_epoch *next, struct err *err) MUST_CHECK;

#endif
