/* The bodies of requests to DynamoDB, each into a buffer that is cleared first. Pure. */
#ifndef WINDFALL_INGEST_SOURCE_DYNAMODB_BODY_H
#define WINDFALL_INGEST_SOURCE_DYNAMODB_BODY_H

#include "core/base/buf.h"
#include "core/store/series.h"

void dynamodb_body_describe(struct buf *out, const char *table);
void dynamodb_body_create(struct buf *out, const char *table);

/* The page after last_key (raw JSON; empty for the first): of the network's epochs where query is set, else of the whole table. */
void dynamodb_body_page(struct buf *out, const char *table, bool query, struct sv last_key);
void dynamodb_body_batch(struct buf *out, const char *table, const struct series_epoch *epochs, size_t n);
void dynamodb_body_rest(struct buf *out, struct sv unprocessed); /* raw JSON, as BatchWriteItem gave it */

/* Only where the item has no attribute of that name yet. */
void dynamodb_body_put(struct buf *out, const char *table, const struct series_epoch *epoch, const char *absent);

#endif
