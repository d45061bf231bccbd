#include "core/ingest/source/dynamodb_body.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/tm.h"
#include "core/json/jw.h"

#define DAY_S 86400
#define NUMBER_MAX 24

static void begin(struct jw *w, struct buf *out)
{
	buf_clear(out);
	jw_init(w, out);
	jw_object(w);
}

static void begin_table(struct jw *w, struct buf *out, const char *table)
{
	begin(w, out);
	jw_key(w, "TableName");
	jw_text(w, table);
}

static void member(struct jw *w, const char *name, const char *text)
{
	jw_key(w, name);
	jw_text(w, text);
}

/* "name": {"S": text} */
static void attribute(struct jw *w, const char *name, const char *type, const char *text)
{
	jw_key(w, name);
	jw_object(w);
	member(w, type, text);
	jw_object_end(w);
}

void dynamodb_body_describe(struct buf *out, const char *table)
{
	struct jw w;
	begin_table(&w, out, table);
	jw_object_end(&w);
}

/* [{"AttributeName": "Network", member: values[0]}, {"AttributeName": "Height", member: values[1]}] */
static void keys(struct jw *w, const char *name, const char *kind, const char *const values[2])
{
	static const char *const names[] = {"Network", "Height"};
	jw_key(w, name);
	jw_array(w);
	for (int i = 0; i < 2; i++) {
		jw_object(w);
		member(w, "AttributeName", names[i]);
		member(w, kind, values[i]);
		jw_object_end(w);
	}
	jw_array_end(w);
}

void dynamodb_body_create(struct buf *out, const char *table)
{
	struct jw w;
	begin_table(&w, out, table);
	keys(&w, "AttributeDefinitions", "AttributeType", (const char *const[]){"S", "N"});
	keys(&w, "KeySchema", "KeyType", (const char *const[]){"HASH", "RANGE"});
	member(&w, "BillingMode", "PAY_PER_REQUEST");
	jw_object_end(&w);
}

void dynamodb_body_page(struct buf *out, const char *table, bool query, struct sv last_key)
{
	struct jw w;
	begin_table(&w, out, table);
	jw_key(&w, "ConsistentRead");
	jw_bool(&w, true);
	if (query) {
		member(&w, "KeyConditionExpression", "#network = :network");
		jw_key(&w, "ExpressionAttributeNames");
		jw_object(&w);
		member(&w, "#network", "Network");
		jw_object_end(&w);
		jw_key(&w, "ExpressionAttributeValues");
		jw_object(&w);
		attribute(&w, ":network", "S", "bitcoin");
		jw_object_end(&w);
	}
	if (last_key.n > 0) {
		jw_key(&w, "ExclusiveStartKey");
		jw_raw(&w, last_key);
	}
	jw_object_end(&w);
}

/* An epoch known by date only has that date and no time: it starts with the next day. */
static void item(struct jw *w, const struct series_epoch *entry)
{
	const struct difficulty_epoch *e = &entry->epoch;
	char height[NUMBER_MAX], date[TM_TEXT_MAX], time[TM_TEXT_MAX];
	int32_t day = (int32_t)(e->start_utc / DAY_S) - (e->exact_time ? 0 : 1);
	(void)snprintf(height, sizeof(height), "%" PRId64, e->height);
	jw_object(w);
	attribute(w, "Network", "S", "bitcoin");
	attribute(w, "Height", "N", height);
	attribute(w, "Date", "S", tm_format_day(date, day));
	if (e->exact_time)
		attribute(w, "StartTime", "S", tm_format_utc(time, e->start_utc));
	attribute(w, "Difficulty", "N", e->text);
	attribute(w, "Source", "S", entry->source);
	jw_object_end(w);
}

void dynamodb_body_batch(struct buf *out, const char *table, const struct series_epoch *epochs, size_t n)
{
	struct jw w;
	begin(&w, out);
	jw_key(&w, "RequestItems");
	jw_object(&w);
	jw_key(&w, table);
	jw_array(&w);
	for (size_t i = 0; i < n; i++) {
		jw_object(&w);
		jw_key(&w, "PutRequest");
		jw_object(&w);
		jw_key(&w, "Item");
		item(&w, &epochs[i]);
		jw_object_end(&w);
		jw_object_end(&w);
	}
	jw_array_end(&w);
	jw_object_end(&w);
	jw_object_end(&w);
}

void dynamodb_body_rest(struct buf *out, struct sv unprocessed)
{
	struct jw w;
	begin(&w, out);
	jw_key(&w, "RequestItems");
	jw_raw(&w, unprocessed);
	jw_object_end(&w);
}

void dynamodb_body_put(struct buf *out, const char *table, const struct series_epoch *epoch, const char *absent)
{
	struct jw w;
	begin_table(&w, out, table);
	jw_key(&w, "Item");
	item(&w, epoch);
	member(&w, "ConditionExpression", "attribute_not_exists(#absent)");
	jw_key(&w, "ExpressionAttributeNames");
	jw_object(&w);
	member(&w, "#absent", absent);
	jw_object_end(&w);
	jw_object_end(&w);
}
