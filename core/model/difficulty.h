/* Retarget epochs and the subsidy. */
#ifndef WINDFALL_MODEL_DIFFICULTY_H
#define WINDFALL_MODEL_DIFFICULTY_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/sv.h"

#define DIFFICULTY_TEXT_MAX 40
#define DIFFICULTY_BLOCKS_A_DAY 144 /* of the target of one block in 600 s */

struct difficulty_epoch {
	int64_t height;
	int64_t start_utc; /* of an epoch known by date only: 00:00 UTC of the next day */
	bool exact_time;
	int64_t units; /* difficulty × 10^scale, at most 18 digits */
	int scale;
	char text[DIFFICULTY_TEXT_MAX]; /* as given */
};

struct difficulty_series {
	const struct difficulty_epoch *epochs; /* ascending by height and start; borrowed */
	size_t n;
	int64_t known_through_utc; /* past it, without a newer epoch, the difficulty is unknown */
};

/* Reads a positive decimal of at most 18 significant digits into units, scale and text. */
bool difficulty_parse(struct sv text, struct difficulty_epoch *epoch);

/* The epoch in force at utc; NULL before the first and after known_through_utc. */
const struct difficulty_epoch *difficulty_at(const struct difficulty_series *series, int64_t utc);

/* Block subsidy at utc, in satoshi: 50 BTC halved every 210,000 blocks, at domain.md's times for the halvings that were;
 * from the next on by height, which epoch, the one in force at utc, gives at 144 blocks a day since its start. */
int64_t difficulty_subsidy_sat(const struct difficulty_epoch *epoch, int64_t utc);

#endif
