/* mempool's list of retargets, /api/v1/mining/difficulty-adjustments. */
#ifndef WINDFALL_INGEST_PARSE_DIFFICULTY_ADJUSTMENTS_H
#define WINDFALL_INGEST_PARSE_DIFFICULTY_ADJUSTMENTS_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/model/difficulty.h"

/* [[time, height, difficulty, ratio], …] into epochs by ascending height. An empty list, a height twice or off the 2016 grid,
 * and a time that does not grow with the height are RC_DATA. */
enum rc parse_difficulty_adjustments(struct sv body, struct arena *arena, struct difficulty_epoch **epochs, size_t *n,
                                     struct err *err) MUST_CHECK;

#endif
