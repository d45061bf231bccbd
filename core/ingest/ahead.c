#include "core/ingest/ahead.h"

#include "core/base/child.h"
#include "core/base/limits.h"
#include "core/base/os.h"

#define SLOTS 2 /* days in memory: one being stored, one being read */

/* Shared: the reader fills it, then the storer has it until it gives it back. */
struct slot {
	struct arena arena;
	struct read_day *read;
	struct net_counts counts; /* of this day alone */
	enum rc rc;
	struct err err;
};

struct ahead {
	struct child child;
	struct fetch *fetch;
	const struct calendar_days *days;
	const struct register_units *units;
	struct slot *slot[SLOTS];
	const struct slot *last; /* given to the caller, and not given back yet */
	size_t taken;
};

static void slot_fill(const struct ahead *ahead, struct slot *slot, size_t i, struct arena *scratch)
{
	arena_reset(&slot->arena);
	arena_reset(scratch);
	slot->read = arena_alloc(&slot->arena, sizeof(*slot->read));
	if (slot->read == NULL) {
		slot->rc = err_set(&slot->err, RC_FAIL, "out of memory for a day");
		return;
	}
	struct net_counts before = fetch_counted(ahead->fetch);
	const struct day_periods *chosen = ahead->days->periods == NULL ? NULL : &ahead->days->periods[i];
	bool notifications = ahead->days->notifications != NULL && ahead->days->notifications[i];
	slot->rc =
	    read_day(ahead->fetch, ahead->days->day[i], chosen, notifications, ahead->units, &slot->arena, scratch, slot->read, &slot->err);
	slot->counts = net_counts_since(fetch_counted(ahead->fetch), before);
}

/* The reader's whole life. */
static void read_days(struct child *self, void *ctx)
{
	const struct ahead *ahead = ctx;
	struct slot *slot = ahead->slot[0];
	struct arena scratch;
	struct err ended;
	arena_init(&scratch, LIMIT_DAY_ARENA_BYTES);
	slot->rc = fetch_reopen(ahead->fetch, &slot->err);
	if (slot->rc != RC_OK) {
		child_give(self);
		return;
	}
	for (size_t i = 0; i < ahead->days->n && (slot->rc == RC_OK || slot->rc == RC_DATA); i++) {
		if (i >= SLOTS && child_take(self, NULL, NULL, &ended) != RC_OK)
			return;
		slot = ahead->slot[i % SLOTS];
		slot_fill(ahead, slot, i, &scratch);
		child_give(self);
	}
}

static enum rc slots_open(struct ahead *ahead, struct err *err)
{
	for (int i = 0; i < SLOTS; i++) {
		struct slot *slot = child_share(LIMIT_DAY_ARENA_BYTES);
		if (slot == NULL)
			return err_set(err, RC_FAIL, "no memory to read ahead");
		arena_init_in(&slot->arena, slot + 1, LIMIT_DAY_ARENA_BYTES - sizeof(*slot));
		ahead->slot[i] = slot;
	}
	return RC_OK;
}

enum rc ahead_start(struct ahead **ahead, struct fetch *fetch, const struct calendar_days *days, const struct register_units *units,
                    struct err *err)
{
	struct ahead *opened = os_alloc(sizeof(*opened));
	*ahead = NULL;
	if (opened == NULL)
		return err_set(err, RC_FAIL, "no memory to read ahead");
	*opened = (struct ahead){.fetch = fetch, .days = days, .units = units};
	enum rc rc = slots_open(opened, err);
	if (rc == RC_OK)
		rc = child_start(&opened->child, read_days, opened, err);
	if (rc == RC_OK)
		*ahead = opened;
	else
		ahead_end(opened);
	return rc;
}

enum rc ahead_next(struct ahead *ahead, void (*tick)(void *ctx), void *ctx, const struct read_day **read, struct err *err)
{
	if (ahead->last != NULL)
		child_give(&ahead->child);
	ahead->last = NULL;
	enum rc rc = child_take(&ahead->child, tick, ctx, err);
	if (rc != RC_OK)
		return rc;
	ahead->last = ahead->slot[ahead->taken++ % SLOTS];
	*read = ahead->last->read;
	return ahead->last->rc == RC_OK ? RC_OK : err_set(err, ahead->last->rc, "%s", ahead->last->err.text);
}

struct net_counts ahead_counted(const struct ahead *ahead)
{
	static const struct net_counts none;
	return ahead->last == NULL ? none : ahead->last->counts;
}

void ahead_end(struct ahead *ahead)
{
	if (ahead == NULL)
		return;
	child_end(&ahead->child);
	for (int i = 0; i < SLOTS; i++)
		child_unshare(ahead->slot[i], LIMIT_DAY_ARENA_BYTES);
	os_free(ahead);
}
