#include "core/ingest/merge.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/base/num.h"

#define EPOCH_BLOCKS 2016
#define DATE_SLACK_S (2 * 86400) /* a date-only time is the day after the source's date, which may be a day late itself */
#define SAME_PARTS 1000000000    /* sources print doubles: equal to a part in so many is equal */
#define JUMP_MAX 4               /* the protocol's own bound */

/* difficulty × 10^18 at most: both sides of a comparison brought to one scale. */
static num_u128 scaled(const struct difficulty_epoch *e, int scale)
{
	num_u128 units = (num_u128)e->units;
	for (int i = e->scale; i < scale; i++)
		units *= 10;
	return units;
}

static void align(const struct difficulty_epoch *a, const struct difficulty_epoch *b, num_u128 *x, num_u128 *y)
{
	int scale = a->scale > b->scale ? a->scale : b->scale;
	*x = scaled(a, scale);
	*y = scaled(b, scale);
}

static bool same_difficulty(const struct difficulty_epoch *a, const struct difficulty_epoch *b)
{
	num_u128 x, y;
	align(a, b, &x, &y);
	return (x > y ? x - y : y - x) <= x / SAME_PARTS;
}

static bool is_jump(const struct difficulty_epoch *a, const struct difficulty_epoch *b)
{
	num_u128 x, y;
	align(a, b, &x, &y);
	return x > y * JUMP_MAX || y > x * JUMP_MAX;
}

static const struct difficulty_epoch *find_height(const struct difficulty_series *known, int64_t height)
{
	size_t low = 0, high = known->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (known->epochs[middle].height < height)
			low = middle + 1;
		else
			high = middle;
	}
	return low < known->n && known->epochs[low].height == height ? &known->epochs[low] : NULL;
}

/* The known epoch again: *completed where it now has its time. */
enum rc merge_compare(const struct difficulty_epoch *known, const struct difficulty_epoch *given, bool *completed, struct err *err)
{
	int64_t apart = llabs(known->start_utc - given->start_utc);
	*completed = given->exact_time && !known->exact_time;
	if (!same_difficulty(known, given))
		return err_set(err, RC_DATA, "height %" PRId64 " is known with difficulty %s, the source now says %s: a past epoch never changes",
		               known->height, known->text, given->text);
	if (apart > (known->exact_time == given->exact_time ? 0 : DATE_SLACK_S))
		return err_set(err, RC_DATA, "height %" PRId64 " is known to start %" PRId64 " s from the time the source now gives", known->height,
		               apart);
	return RC_OK;
}

enum rc merge_follow(const struct difficulty_epoch *before, const struct difficulty_epoch *next, struct err *err)
{
	if (next->height != before->height + EPOCH_BLOCKS)
		return err_set(err, RC_DATA, "a gap: height %" PRId64 " is followed by %" PRId64, before->height, next->height);
	if (next->start_utc <= before->start_utc)
		return err_set(err, RC_DATA, "height %" PRId64 " does not start after the one before it", next->height);
	if (is_jump(before, next))
		return err_set(err, RC_DATA, "the difficulty of height %" PRId64 ", %s, is beyond factor %d of the one before, %s", next->height,
		               next->text, JUMP_MAX, before->text);
	return RC_OK;
}

static struct series_epoch completed_epoch(const struct difficulty_epoch *known, const struct series_epoch *given)
{
	struct series_epoch e = {.epoch = *known, .source = given->source};
	e.epoch.start_utc = given->epoch.start_utc;
	e.epoch.exact_time = true;
	return e;
}

static void touch_between(struct touched *touched, int64_t a, int64_t b)
{
	touched_add(touched, a < b ? a : b, a < b ? b : a);
}

enum rc merge_epochs(const struct difficulty_series *known, const struct series_epoch *given, size_t n, struct arena *arena,
                     struct series_epoch **changes, size_t *n_changes, struct touched *touched, struct err *err)
{
	const struct difficulty_epoch *before = NULL; /* the epoch that a new one must follow */
	*n_changes = 0;
	*changes = arena_alloc(arena, (n + 1) * sizeof(**changes));
	if (*changes == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu epochs", n);
	for (size_t i = 0; i < n; i++) {
		const struct difficulty_epoch *e = &given[i].epoch, *same = find_height(known, e->height);
		bool completed = false;
		if (same == NULL && before == NULL && known->n > 0)
			before = &known->epochs[known->n - 1];
		enum rc rc = before == NULL ? RC_OK : merge_follow(before, e, err);
		if (rc == RC_OK && same != NULL)
			rc = merge_compare(same, e, &completed, err);
		if (rc != RC_OK)
			return rc;
		if (completed) {
			(*changes)[(*n_changes)++] = completed_epoch(same, &given[i]);
			touch_between(touched, same->start_utc, e->start_utc);
		} else if (same == NULL) {
			(*changes)[(*n_changes)++] = given[i];
			touched_add(touched, e->start_utc, INT64_MAX);
		}
		before = e;
	}
	return RC_OK;
}
