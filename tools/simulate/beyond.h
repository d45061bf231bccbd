/* Difficulty epochs and Bitcoin prices past the known ones, invented so that simulated days have their Bitcoin. */
#ifndef WINDFALL_SIMULATE_BEYOND_H
#define WINDFALL_SIMULATE_BEYOND_H

#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"

/* The text of a CSV for the settlement days from to to, columns of sql/reference's; left empty where every day is known. */
enum rc beyond_write_epochs(struct buf *out, uint64_t seed, int32_t to, struct err *err) MUST_CHECK;
enum rc beyond_write_prices(struct buf *out, uint64_t seed, int32_t from, int32_t to, struct err *err) MUST_CHECK;

#endif
