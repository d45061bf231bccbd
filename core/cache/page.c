#include "core/cache/page.h"

#include <inttypes.h>

#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/cache/epoch.h"
#include "core/cache/key.h"

#define PAGE_HEAD_MAX 4096

void page_write(struct buf *out, const struct page *page)
{
	buf_addf(out, "%.*s %.*s %" PRId64 "\n", SV_FMT(page->epoch), SV_FMT(page->etag), page->last_modified_utc);
	buf_addf(out, "%.*s\n%.*s\n", SV_FMT(page->content_type), SV_FMT(page->next));
	buf_add_sv(out, page->body);
}

bool page_read(struct sv text, struct page *page)
{
	struct sv rest = text, head, modified;
	bool whole = sv_next(&rest, '\n', &head) && sv_next(&rest, '\n', &page->content_type) && sv_next(&rest, '\n', &page->next);
	whole = whole && sv_next(&head, ' ', &page->epoch) && sv_next(&head, ' ', &page->etag) && sv_next(&head, ' ', &modified);
	page->body = rest;
	return whole && num_parse(modified, &page->last_modified_utc);
}

/* The copies joined; .p NULL where one is absent or there is no memory. */
static struct sv join(struct arena *arena, const struct sv *copies, int n)
{
	struct sv none = {NULL, 0};
	const char *text = "";
	for (int i = 0; i < n && text; i++) {
		if (!copies[i].p)
			return none;
		text = arena_printf(arena, "%s%s%.*s", text, i > 0 ? "." : "", SV_FMT(copies[i]));
	}
	return text ? sv_of(text) : none;
}

int page_ask(struct kv *kv, const struct page_slot *slot)
{
	char names[PAGE_GROUPS_MAX][KEY_TEXT_MAX];
	struct sv keys[PAGE_GROUPS_MAX + 1];
	for (int i = 0; i < slot->n_groups; i++) {
		if (!key_of_epoch(names[i], slot->groups[i]))
			return KV_NOT_ASKED;
		keys[i] = sv_of(names[i]);
	}
	keys[slot->n_groups] = slot->key;
	return kv_mget_ask(kv, keys, slot->n_groups + 1);
}

void page_answer(struct kv *kv, int ticket, struct arena *arena, const struct page_slot *slot, struct sv *epoch, struct page *page)
{
	struct sv values[PAGE_GROUPS_MAX + 1];
	kv_mget_answer(kv, ticket, arena, slot->n_groups + 1, values);
	*epoch = join(arena, values, slot->n_groups);
	if (!values[slot->n_groups].p || !page_read(values[slot->n_groups], page))
		*page = (struct page){0};
}

void page_put(struct kv *kv, const struct page_slot *slot, const struct page *page)
{
	struct buf text;
	buf_init(&text, LIMIT_RESPONSE_BYTES + PAGE_HEAD_MAX);
	page_write(&text, page);
	if (buf_ok(&text))
		kv_set_unanswered(kv, slot->key, buf_sv(&text), PAGE_TTL_S); /* without it the next reader asks PostgreSQL */
	buf_fini(&text);
}

void page_put_epochs(struct kv *kv, const struct page_slot *slot, struct sv epoch)
{
	struct sv rest = epoch, part;
	for (int i = 0; i < slot->n_groups && sv_next(&rest, '.', &part); i++) {
		char name[KEY_TEXT_MAX];
		if (key_of_epoch(name, slot->groups[i]))
			kv_set_unanswered(kv, sv_of(name), part, EPOCH_TTL_S); /* without it the next reader asks PostgreSQL */
	}
}
