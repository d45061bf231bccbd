#include "core/ingest/history_plan.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/ingest/merge.h"

#define EPOCH_BLOCKS 2016
#define EPOCH_TARGET_S (14 * 86400)
#define DATE_SLACK_S (2 * 86400) /* a date stands for the day after, and may be a day late itself */

struct candidate {
	const struct series_epoch *entry;
	enum history_origin origin;
};

static int candidate_compare(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int64_t apart = x->entry->epoch.height - y->entry->epoch.height;
	return apart != 0 ? (apart > 0) - (apart < 0) : (int)x->origin - (int)y->origin;
}

static struct candidate *gather(const struct history_list lists[HISTORY_ORIGINS], struct arena *arena, size_t *n)
{
	size_t most = 1;
	for (int origin = 0; origin < HISTORY_ORIGINS; origin++)
		most += lists[origin].n;
	struct candidate *all = arena_alloc(arena, most * sizeof(*all));
	*n = 0;
	for (int origin = 0; all != NULL && origin < HISTORY_ORIGINS; origin++)
		for (size_t i = 0; i < lists[origin].n; i++)
			all[(*n)++] = (struct candidate){&lists[origin].epochs[i], (enum history_origin)origin};
	if (all != NULL)
		qsort(all, *n, sizeof(*all), candidate_compare);
	return all;
}

/* One height out of what n sources say of it. */
static enum rc unite(const struct candidate *same, size_t n, struct history_height *out, struct err *err)
{
	const struct series_epoch *best = same[0].entry;
	bool table_exact = false, completed;
	for (size_t i = 0; i < n; i++)
		if (same[i].entry->epoch.exact_time && !best->epoch.exact_time)
			best = same[i].entry;
	for (size_t i = 0; i < n; i++) {
		enum rc rc = merge_compare(&same[0].entry->epoch, &same[i].entry->epoch, &completed, err);
		if (rc == RC_OK)
			rc = merge_compare(&best->epoch, &same[i].entry->epoch, &completed, err);
		if (rc != RC_OK)
			return rc;
		out->in_table |= same[i].origin == HISTORY_TABLE;
		table_exact |= same[i].origin == HISTORY_TABLE && same[i].entry->epoch.exact_time;
	}
	out->entry = *best;
	out->to_complete = out->in_table && !table_exact && best->epoch.exact_time;
	return RC_OK;
}

enum rc history_plan_make(const struct history_list lists[HISTORY_ORIGINS], struct arena *arena, struct history_plan *plan, struct err *err)
{
	size_t all_n, same;
	struct candidate *all = gather(lists, arena, &all_n);
	*plan = (struct history_plan){arena_alloc(arena, (all_n + 1) * sizeof(*plan->heights)), 0};
	if (all == NULL || plan->heights == NULL)
		return err_set(err, RC_FAIL, "out of memory for the difficulty history");
	for (size_t i = 0; i < all_n; i += same) {
		struct history_height *height = &plan->heights[plan->n];
		for (same = 1; i + same < all_n && all[i + same].entry->epoch.height == all[i].entry->epoch.height; same++)
			;
		enum rc rc = unite(&all[i], same, height, err);
		if (rc == RC_OK && plan->n > 0)
			rc = merge_follow(&height[-1].entry.epoch, &height->entry.epoch, err);
		if (rc != RC_OK)
			return rc;
		plan->n++;
	}
	return RC_OK;
}

static int64_t apart_s(const struct difficulty_epoch *a, const struct difficulty_epoch *b)
{
	return llabs(a->start_utc - b->start_utc);
}

static const struct difficulty_epoch *closest(const struct history_plan *plan, const struct difficulty_epoch *row)
{
	const struct difficulty_epoch *best = NULL;
	for (size_t i = 0; i < plan->n; i++) {
		const struct difficulty_epoch *e = &plan->heights[i].entry.epoch;
		if (best == NULL || apart_s(e, row) < apart_s(best, row))
			best = e;
	}
	return best;
}

/* When the epoch after `before` starts if its difficulty is that of row: the blocks between came so much faster or slower than one in 600 s
 * as the difficulty rose or fell. */
static bool expected_start(const struct difficulty_epoch *before, const struct difficulty_epoch *row, int64_t *utc)
{
	num_u128 power[] = {1, 1}, span;
	for (int i = row->scale; i < before->scale; i++)
		power[1] *= 10;
	for (int i = before->scale; i < row->scale; i++)
		power[0] *= 10;
	if (!num_mul_div((num_u128)before->units * power[0], EPOCH_TARGET_S, (num_u128)row->units * power[1], &span) || span > UINT32_MAX)
		return false;
	*utc = before->start_utc + (int64_t)span;
	return true;
}

enum rc history_plan_place(const struct history_plan *plan, const struct difficulty_epoch *after, struct difficulty_epoch *row,
                           struct err *err)
{
	const struct difficulty_epoch *known = closest(plan, row);
	char text[TM_TEXT_MAX];
	int64_t start_utc;
	if (known != NULL && apart_s(known, row) <= DATE_SLACK_S) {
		row->height = known->height;
		row->start_utc = known->start_utc; /* a date says no more than that it is this epoch */
		row->exact_time = known->exact_time;
		return RC_OK;
	}
	if (after == NULL || row->start_utc < after->start_utc)
		return err_set(err, RC_DATA, "no known epoch starts on that date or within two days of it");
	if (apart_s(after, row) <= DATE_SLACK_S) {
		row->height = after->height;
		row->start_utc = after->start_utc;
		return RC_OK;
	}
	if (!expected_start(after, row, &start_utc))
		return err_set(err, RC_DATA, "the difficulty is not one that can follow height %" PRId64, after->height);
	if (llabs(start_utc - row->start_utc) > DATE_SLACK_S)
		return err_set(err, RC_DATA, "after height %" PRId64 " that difficulty would start at %s: an epoch between is missing",
		               after->height, tm_format_utc(text, start_utc));
	row->height = after->height + EPOCH_BLOCKS;
	return RC_OK;
}
