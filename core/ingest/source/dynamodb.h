/* The table of difficulty epochs in DynamoDB: one request at a time, signed, retried with jitter on throttling, 5xx and clock skew. */
#ifndef WINDFALL_INGEST_SOURCE_DYNAMODB_H
#define WINDFALL_INGEST_SOURCE_DYNAMODB_H

#include "core/ingest/parse_dynamodb.h"
#include "core/io/net.h"

struct dynamodb;

/* Credentials and region as AWS's own tools find them. endpoint: an https address (http to loopback) without a path, or "" for AWS's of the
 * region. Both texts are borrowed until dynamodb_close. RC_CONFIG where a key, the region or the address is missing or wrong. */
enum rc dynamodb_open(struct dynamodb **out, const char *table, const char *endpoint, const char *ca_file, struct err *err) MUST_CHECK;
void dynamodb_close(struct dynamodb *d); /* NULL is fine */
struct net_counts dynamodb_counted(const struct dynamodb *d);

/* Waits, for two minutes at most, until the table can be used; *found is false where there is none. */
enum rc dynamodb_describe(struct dynamodb *d, bool *found, struct parse_dynamodb_table *table, struct err *err) MUST_CHECK;

/* Our own table, paid by request; that it is there already is fine. dynamodb_describe tells when it can be used. */
enum rc dynamodb_create(struct dynamodb *d, struct err *err) MUST_CHECK;

/* Every row, page by page: a Query of our own table, a Scan of the other. */
enum rc dynamodb_read(struct dynamodb *d, enum parse_dynamodb_shape shape, struct arena *arena, struct parse_dynamodb_rows *rows,
                      struct err *err) MUST_CHECK;

/* Epochs of our own table. fill: in batches, over whatever is there; for an empty table. add: where its height is not there yet. complete:
 * where its time is not known yet. *done is false where the condition failed: another host was first. */
enum rc dynamodb_fill(struct dynamodb *d, const struct series_epoch *epochs, size_t n, struct err *err) MUST_CHECK;
enum rc dynamodb_add(struct dynamodb *d, const struct series_epoch *epoch, bool *done, struct err *err) MUST_CHECK;
enum rc dynamodb_complete(struct dynamodb *d, const struct series_epoch *epoch, bool *done, struct err *err) MUST_CHECK;

#endif
