/* DynamoDB's replies: the state of a table, pages of the difficulty history, errors. */
#ifndef WINDFALL_INGEST_PARSE_DYNAMODB_H
#define WINDFALL_INGEST_PARSE_DYNAMODB_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/store/series.h"

#define PARSE_DYNAMODB_KEYS_MAX 160

/* The tables of difficulty that there are, by their keys. */
enum parse_dynamodb_shape {
	PARSE_DYNAMODB_OTHER,
	PARSE_DYNAMODB_BY_HEIGHT, /* Network (string) and Height (number): our own */
	PARSE_DYNAMODB_BY_ID,     /* ID (string); a row holds Date and Difficulty, and no height */
};

struct parse_dynamodb_table {
	bool active;
	enum parse_dynamodb_shape shape;
	char keys[PARSE_DYNAMODB_KEYS_MAX]; /* for people: "ID (HASH, S)" */
};

/* A row of either shape: without a height (by ID) it is -1. */
struct parse_dynamodb_row {
	struct series_epoch entry;
	const char *id; /* of the row, for people */
};

struct parse_dynamodb_rows {
	struct parse_dynamodb_row *rows;
	size_t n, cap;
};

struct parse_dynamodb_error {
	struct sv type, message; /* type: the part after '#'; empty where there is none */
};

bool parse_dynamodb_whole(struct sv body); /* one JSON object, nothing cut off */

/* Of DescribeTable ("Table") or CreateTable ("TableDescription"). */
enum rc parse_dynamodb_table(struct sv body, struct parse_dynamodb_table *table, struct err *err) MUST_CHECK;

/* Adds a page's rows; *last_key is the raw JSON the next page starts from, empty after the last page, borrowed from body. RC_DATA names the
 * row and what is wrong with it. */
enum rc parse_dynamodb_page(struct sv body, enum parse_dynamodb_shape shape, struct arena *arena, struct parse_dynamodb_rows *rows,
                            struct sv *last_key, struct err *err) MUST_CHECK;

/* Raw JSON of the items that BatchWriteItem left over, empty for none. */
struct sv parse_dynamodb_unprocessed(struct sv body);
struct parse_dynamodb_error parse_dynamodb_error(struct sv body);

#endif
