#include "core/ingest/parse_difficulty_adjustments.h"

#include <stdlib.h>

#include "core/base/num.h"
#include "core/ingest/parse_json.h"

#define EPOCH_BLOCKS 2016

/* The first three elements, in their order; what follows them is not needed. */
static enum rc element_take(const struct js *js, int place, struct difficulty_epoch *epoch, struct err *err)
{
	if (place == 0 && !num_parse_range(js->text, 0, UINT32_MAX, &epoch->start_utc))
		return err_set(err, RC_DATA, "time: must be UTC seconds, is %.*s", SV_FMT(js->text));
	if (place == 1 && (!num_parse_range(js->text, 0, INT32_MAX, &epoch->height) || epoch->height % EPOCH_BLOCKS != 0))
		return err_set(err, RC_DATA, "height: must be a multiple of %d, is %.*s", EPOCH_BLOCKS, SV_FMT(js->text));
	if (place == 2 && !difficulty_parse(js->text, epoch))
		return err_set(err, RC_DATA, "difficulty: must be a positive decimal of at most 18 digits, is %.*s", SV_FMT(js->text));
	return RC_OK;
}

static enum rc epoch_take(struct js *js, struct difficulty_epoch *epoch, struct err *err)
{
	enum js_type type;
	int place;

	epoch->exact_time = true;
	for (place = 0; (type = js_next(js)) == JS_NUMBER; place++) {
		enum rc rc = element_take(js, place, epoch, err);

		if (rc != RC_OK)
			return rc;
	}
	if (type == JS_ERROR)
		return parse_json_broken(js, err);
	if (type != JS_ARRAY_END || place < 3)
		return err_set(err, RC_DATA, "must be [time, height, difficulty, ratio], all numbers");
	return RC_OK;
}

static enum rc epochs_take(struct js *js, struct arena *arena, struct difficulty_epoch **epochs, size_t *n, struct err *err)
{
	size_t cap = 0;
	enum js_type type;

	for (; (type = js_next(js)) == JS_ARRAY; (*n)++) {
		struct difficulty_epoch *grown = arena_grow(arena, *epochs, *n, &cap, sizeof(**epochs));
		enum rc rc;

		if (!grown)
			return err_set(err, RC_FAIL, "no memory left for the epochs");
		*epochs = grown;
		rc = epoch_take(js, &grown[*n], err);
		if (rc != RC_OK) {
			(void)err_wrap(err, "row %zu", *n + 1);
			return rc;
		}
	}
	if (type == JS_ERROR)
		return parse_json_broken(js, err);
	return type == JS_ARRAY_END ? RC_OK : err_set(err, RC_DATA, "row %zu: is no array", *n + 1);
}

static int height_compare(const void *a, const void *b)
{
	const struct difficulty_epoch *left = a, *right = b;

	return (left->height > right->height) - (left->height < right->height);
}

static enum rc series_check(const struct difficulty_epoch *epochs, size_t n, struct err *err)
{
	if (n == 0)
		return err_set(err, RC_DATA, "the list of retargets is empty");
	for (size_t i = 1; i < n; i++) {
		if (epochs[i].height == epochs[i - 1].height)
			return err_set(err, RC_DATA, "height %lld is there twice", (long long)epochs[i].height);
		if (epochs[i].start_utc <= epochs[i - 1].start_utc)
			return err_set(err, RC_DATA, "height %lld does not start after height %lld", (long long)epochs[i].height,
			               (long long)epochs[i - 1].height);
	}
	return RC_OK;
}

enum rc parse_difficulty_adjustments(struct sv body, struct arena *arena, struct difficulty_epoch **epochs, size_t *n, struct err *err)
{
	struct js js;
	bool some;
	enum rc rc;

	*epochs = NULL;
	*n = 0;
	js_init(&js, body);
	rc = parse_json_open(&js, NULL, &some, err);
	if (rc == RC_OK)
		rc = epochs_take(&js, arena, epochs, n, err);
	if (rc == RC_OK)
		rc = parse_json_close(&js, NULL, err);
	if (rc != RC_OK)
		return rc;
	if (*n > 0)
		qsort(*epochs, *n, sizeof(**epochs), height_compare);
	return series_check(*epochs, *n, err);
}
