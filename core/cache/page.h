/* Finished pages in Redis, each with the epochs of the snapshot it was read in. Every failure is a miss. */
#ifndef WINDFALL_CACHE_PAGE_H
#define WINDFALL_CACHE_PAGE_H

#include <stdint.h>

#include "core/base/buf.h"
#include "core/io/kv.h"

#define PAGE_TTL_S 86400
#define PAGE_GROUPS_MAX 2

struct page {
	struct sv epoch; /* of each group, joined by '.': "5.7" */
	struct sv etag;
	int64_t last_modified_utc; /* 0: unknown */
	struct sv content_type;
	struct sv next; /* address of the next page; empty: none */
	struct sv body;
};

/* Where a page is kept and which groups it follows. */
struct page_slot {
	struct sv key;
	struct sv groups[PAGE_GROUPS_MAX]; /* epoch keys */
	int n_groups;
};

/* One MGET of the copies of the epochs and the page: asks, as kv_mget_ask does, and takes the answer. *epoch is theirs joined, .p NULL
 * where one is absent; page->body.p is NULL where there is none. Whether the two agree is the caller's question. */
int page_ask(struct kv *kv, const struct page_slot *slot);
void page_answer(struct kv *kv, int ticket, struct arena *arena, const struct page_slot *slot, struct sv *epoch, struct page *page);

/* Best effort. */
void page_put(struct kv *kv, const struct page_slot *slot, const struct page *page);

/* Puts back the copies of the epochs, as PostgreSQL gave them joined. */
void page_put_epochs(struct kv *kv, const struct page_slot *slot, struct sv epoch);

/* The form in Redis: a line of epoch, etag and last-modified seconds, a line of the content type, a line of the next address, the body. */
void page_write(struct buf *out, const struct page *page);
bool page_read(struct sv text, struct page *page);

#endif
