#include "core/model/difficulty.h"

#include <string.h>

#include "core/base/dec.h"

#define DIGITS_MAX 18
#define DAY_S 86400
#define SUBSIDY_FIRST_SAT INT64_C(5000000000)
#define HALVING_BLOCKS 210000
#define EPOCH_BLOCKS 2016

/* Times of the halvings that were: 2012-11-28 15:24:38, 2016-07-09 16:46:13, 2020-05-11 19:23:43 and 2024-04-20 00:09:27 UTC. */
static const int64_t halving_utc[] = {1354116278, 1468082773, 1589225023, 1713571767};
#define HALVINGS_KNOWN ((int)(sizeof(halving_utc) / sizeof(halving_utc[0])))

static size_t fraction_digits(struct sv text)
{
	const char *point = memchr(text.p, '.', text.n);
	return point == NULL ? 0 : (size_t)(text.p + text.n - point) - 1;
}

bool difficulty_parse(struct sv text, struct difficulty_epoch *epoch)
{
	int64_t units;
	if (text.n == 0 || memchr(text.p, 'e', text.n) != NULL || memchr(text.p, 'E', text.n) != NULL)
		return false;
	struct sv exact = dec_trim(text);
	size_t scale = fraction_digits(exact);
	if (scale > DIGITS_MAX || !dec_parse(text, (int)scale, &units) || units <= 0 || units >= INT64_C(1000000000000000000))
		return false;
	if (!sv_copy(text, epoch->text, sizeof(epoch->text)))
		return false;
	epoch->units = units;
	epoch->scale = (int)scale;
	return true;
}

const struct difficulty_epoch *difficulty_at(const struct difficulty_series *series, int64_t utc)
{
	size_t low = 0, high = series->n; /* the last start not after utc is below high */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (series->epochs[middle].start_utc <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || (low == series->n && utc > series->known_through_utc))
		return NULL;
	return &series->epochs[low - 1];
}

/* Height reached at utc at the target of 144 blocks a day: a halving inside an epoch lies within hours of its true time. */
static int64_t height_at(const struct difficulty_epoch *epoch, int64_t utc)
{
	int64_t blocks = (utc - epoch->start_utc) * DIFFICULTY_BLOCKS_A_DAY / DAY_S;
	return epoch->height + (blocks < EPOCH_BLOCKS ? blocks : EPOCH_BLOCKS - 1);
}

int64_t difficulty_subsidy_sat(const struct difficulty_epoch *epoch, int64_t utc)
{
	int halvings = 0;
	while (halvings < HALVINGS_KNOWN && utc >= halving_utc[halvings])
		halvings++;
	if (halvings == HALVINGS_KNOWN) {
		int64_t by_height = height_at(epoch, utc) / HALVING_BLOCKS;
		if (by_height > halvings)
			halvings = by_height < 63 ? (int)by_height : 63;
	}
	return SUBSIDY_FIRST_SAT >> halvings;
}
