/* parser DIR DAY…: the stack replies of these archived days, parsed by ours and by jansson in turn; prints each one's median speed as
 * "bytes ours_mb_s jansson_mb_s". Both do the whole job: from bytes to every field of every row. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/archive.h"
#include "core/ingest/parse_stack.h"
#include "tests/lib/jansson_stack.h"

#define ROUNDS 7
#define PASSES 4 /* of a round, for a clock of milliseconds */

struct bodies {
	struct arena arena, scratch;
	struct sv *body;
	size_t n, cap, bytes;
};

static enum rc keep_body(void *ctx, const struct exchange *exchange, struct err *err)
{
	struct bodies *bodies = ctx;
	if (exchange->status != 200 || memmem(exchange->path.p, exchange->path.n, "/stack/all/", 11) == NULL)
		return RC_OK;
	struct sv *grown = arena_grow(&bodies->arena, bodies->body, bodies->n, &bodies->cap, sizeof(*grown));
	char *copy = arena_dup(&bodies->arena, exchange->body);
	if (grown == NULL || copy == NULL)
		return err_set(err, RC_FAIL, "out of memory for the replies");
	bodies->body = grown;
	bodies->body[bodies->n++] = (struct sv){copy, exchange->body.n};
	bodies->bytes += exchange->body.n;
	return RC_OK;
}

static bool read_ours(struct bodies *bodies, struct sv body)
{
	struct stack_row *rows;
	size_t n;
	struct err err;
	arena_reset(&bodies->scratch);
	return parse_stack(body, &bodies->scratch, &rows, &n, &err) == RC_OK;
}

static bool read_jansson(struct bodies *bodies, struct sv body)
{
	json_error_t error;
	json_t *document = json_loadb(body.p, body.n, 0, &error);
	const json_t *data = json_object_get(document, "data");
	double sum = 0; /* of the numbers, so that reading them is no idle work */
	(void)bodies;
	for (size_t i = 0; i < json_array_size(data); i++) {
		struct jansson_value values[JANSSON_FIELDS];
		jansson_read_row(json_array_get(data, i), values);
		for (size_t f = 0; f < JANSSON_FIELDS; f++)
			sum += values[f].number;
	}
	json_decref(document);
	return document != NULL && isfinite(sum);
}

static double timed_mb_s(struct bodies *bodies, bool (*read)(struct bodies *, struct sv))
{
	int64_t from = tm_monotonic_ms();
	for (int pass = 0; pass < PASSES; pass++)
		for (size_t i = 0; i < bodies->n; i++)
			if (!read(bodies, bodies->body[i]))
				return 0;
	return (double)bodies->bytes * PASSES / 1e3 / (double)(tm_monotonic_ms() - from);
}

static int compare_speeds(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static enum rc read_days(struct bodies *bodies, int argc, char **argv, struct err *err)
{
	enum rc rc = argc < 3 ? err_set(err, RC_USAGE, "usage: parser DIR DAY...") : RC_OK;
	for (int i = 2; rc == RC_OK && i < argc; i++) {
		int32_t day = 0;
		rc = tm_parse_day(sv_of(argv[i]), &day) ? archive_read_day(argv[1], day, keep_body, bodies, err)
		                                        : err_set(err, RC_USAGE, "%s: no day", argv[i]);
	}
	return rc == RC_OK && bodies->n == 0 ? err_set(err, RC_DATA, "no replies") : rc;
}

int main(int argc, char **argv)
{
	struct bodies bodies = {0};
	struct err err = {0};
	double ours[ROUNDS], jansson[ROUNDS];
	arena_init(&bodies.arena, LIMIT_ARCHIVE_DAY_BYTES);
	arena_init(&bodies.scratch, LIMIT_DAY_ARENA_BYTES);
	if (read_days(&bodies, argc, argv, &err) != RC_OK) {
		fprintf(stderr, "parser: %s\n", err.text);
		return 1;
	}
	for (int round = 0; round < ROUNDS; round++) {
		ours[round] = timed_mb_s(&bodies, read_ours);
		jansson[round] = timed_mb_s(&bodies, read_jansson);
	}
	qsort(ours, ROUNDS, sizeof(*ours), compare_speeds);
	qsort(jansson, ROUNDS, sizeof(*jansson), compare_speeds);
	printf("%zu %.1f %.1f\n", bodies.bytes, ours[ROUNDS / 2], jansson[ROUNDS / 2]);
	arena_fini(&bodies.arena);
	arena_fini(&bodies.scratch);
	return ours[0] > 0 && jansson[0] > 0 ? 0 : 1;
}
