#include "core/ingest/fetch_archive.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/ingest/archive.h"
#include "core/ingest/fetch_reply.h"
#include "core/ingest/source/elexon.h"
#include "core/model/settlement.h"

/* An archive is read twice: first for where the last reply of each path stands, then for those replies, one line in memory at a time. */
struct wanted {
	char path[ELEXON_PATH_MAX];
	enum elexon_kind kind;
	int period;
	size_t last; /* the reply's number in the file, from 1; 0: the file has none */
};

struct archived_day {
	struct wanted wanted[ELEXON_KINDS * SETTLEMENT_PERIODS_MAX];
	int n;
	char notifications[ELEXON_PATH_MAX]; /* what their paths begin with; "": they are not wanted */
	size_t number;                       /* of the exchange under way */
	enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err);
	void *ctx;
};

static struct wanted *wanted_find(struct archived_day *r, struct sv path)
{
	for (int i = 0; i < r->n; i++)
		if (sv_eq_str(path, r->wanted[i].path))
			return &r->wanted[i];
	return NULL;
}

static enum rc last_note(void *ctx, const struct exchange *exchange, struct err *err)
{
	struct archived_day *r = ctx;
	struct wanted *wanted = wanted_find(r, exchange->path);

	(void)err;
	r->number++;
	if (wanted)
		wanted->last = r->number;
	return RC_OK;
}

static enum rc last_give(void *ctx, const struct exchange *exchange, struct err *err)
{
	struct archived_day *r = ctx;
	struct wanted *wanted = wanted_find(r, exchange->path);
	struct fetch_reply reply;

	r->number++;
	if (r->notifications[0] && sv_starts(exchange->path, sv_of(r->notifications))) {
		reply = fetch_reply_of(exchange, fetch_reply_day_key(ELEXON_NOTIFICATIONS));
		return r->done(r->ctx, ELEXON_NOTIFICATIONS, 0, &reply, err);
	}
	if (!wanted || wanted->last != r->number)
		return RC_OK;
	reply = fetch_reply_of(exchange, fetch_reply_day_key(wanted->kind));
	return r->done(r->ctx, wanted->kind, wanted->period, &reply, err);
}

static enum rc absent_give(struct archived_day *r, struct err *err)
{
	static const struct fetch_reply absent = {.state = FETCH_ABSENT};
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < r->n; i++)
		if (r->wanted[i].last == 0)
			rc = r->done(r->ctx, r->wanted[i].kind, r->wanted[i].period, &absent, err);
	return rc;
}

static void wanted_add(struct archived_day *r, enum elexon_kind kind, int32_t day, int period)
{
	struct wanted *wanted = &r->wanted[r->n++];

	wanted->kind = kind;
	wanted->period = period;
	elexon_day_path(wanted->path, kind, day, period);
}

enum rc fetch_archive_day(const char *dir, int32_t day, const struct fetch_wanted *wanted,
                          enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err),
                          void *ctx, struct err *err)
{
	struct archived_day r = {.done = done, .ctx = ctx};
	int periods = settlement_periods(day);
	enum rc rc;

	for (int period = 1; period <= periods; period++)
		for (enum elexon_kind kind = 0; kind < ELEXON_STACKS && day_periods_has(wanted->periods, period); kind++)
			wanted_add(&r, kind, day, period);
	for (enum elexon_kind kind = ELEXON_STACKS; kind < ELEXON_ONCE_END; kind++)
		wanted_add(&r, kind, day, 0);
	if (wanted->n_notifying > 0)
		elexon_notifications_prefix(r.notifications, day);
	rc = archive_read_day(dir, day, last_note, &r, err);
	if (rc == RC_OK) {
		r.number = 0;
		rc = archive_read_day(dir, day, last_give, &r, err);
	}
	return rc == RC_OK || rc == RC_NOT_FOUND ? absent_give(&r, err) : rc;
}

struct register_reading {
	struct arena arena;
	int32_t *dates; /* of each exchange that is a register */
	size_t n, cap;
	size_t number;
	enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err);
	void *ctx;
};

static bool is_register(const struct exchange *exchange)
{
	return sv_eq_str(exchange->path, ELEXON_REGISTER_PATH);
}

static enum rc register_note(void *ctx, int32_t date, const struct exchange *exchange, struct err *err)
{
	struct register_reading *r = ctx;
	int32_t *grown;

	if (!is_register(exchange))
		return RC_OK;
	grown = arena_grow(&r->arena, r->dates, r->n, &r->cap, sizeof(*grown));
	if (!grown)
		return err_set(err, RC_FAIL, "no memory left for the registers' dates");
	r->dates = grown;
	r->dates[r->n++] = date;
	return RC_OK;
}

static enum rc register_give(void *ctx, int32_t date, const struct exchange *exchange, struct err *err)
{
	struct register_reading *r = ctx;
	struct fetch_reply reply;

	if (!is_register(exchange))
		return RC_OK;
	r->number++;
	if (r->number < r->n && r->dates[r->number] == date) /* a later one of the same day follows */
		return RC_OK;
	reply = fetch_reply_of(exchange, FETCH_REPLY_REGISTER_KEY);
	return r->done(r->ctx, date, &reply, err);
}

enum rc fetch_archive_registers(const char *dir,
                                enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err),
                                void *ctx, struct err *err)
{
	struct register_reading r = {.done = done, .ctx = ctx};
	enum rc rc;

	arena_init(&r.arena, LIMIT_FILE_BYTES);
	rc = archive_read_registers(dir, register_note, &r, err);
	if (rc == RC_OK)
		rc = archive_read_registers(dir, register_give, &r, err);
	arena_fini(&r.arena);
	return rc;
}
