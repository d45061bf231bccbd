#include <inttypes.h>
#include <stdio.h>

#include "core/base/limits.h"
#include "core/base/tm.h"
#include "core/ingest/history.h"
#include "core/ingest/merge.h"
#include "core/ingest/parse_csv.h"
#include "core/ingest/parse_difficulty_adjustments.h"
#include "core/ingest/publish.h"
#include "core/ingest/source/mempool.h"
#include "core/ingest/sync.h"
#include "core/store/turn.h"

/* A reading of the series, from whatever source. */
struct reading {
	struct series_epoch *epochs;
	size_t n;
	int64_t known_through_utc; /* 0: the source does not say */
	const char *source;
	const char *also; /* what else was done, for people; may be NULL */
	bool simulated;
};

struct outcome {
	size_t added, completed;
	int64_t known_through_utc;
};

static enum rc write_changes(struct run *run, const struct reading *reading, const struct series_epoch *changes, size_t n,
                             int64_t known_through_utc, struct epochs_moved *moved, struct err *err)
{
	enum rc rc = db_begin(run->db, err);
	if (rc == RC_OK)
		rc = turn_reference(run->db, err);
	if (rc == RC_OK && n > 0)
		rc = series_write_epochs(run->db, changes, n, reading->simulated, err);
	if (rc == RC_OK)
		rc = series_write_known(run->db, "difficulty", known_through_utc, reading->source, err);
	if (rc == RC_OK)
		rc = epochs_bump_key(run->db, "reference", moved, err);
	if (rc == RC_OK)
		rc = db_commit(run->db, err);
	if (rc != RC_OK)
		db_rollback(run->db);
	return rc;
}

static enum rc store(struct run *run, const struct reading *reading, struct touched *touched, struct outcome *outcome, struct err *err)
{
	struct difficulty_series known;
	struct series_epoch *changes = NULL;
	struct epochs_moved moved = {0};
	size_t n = 0;
	enum rc rc = series_load_difficulty(run->db, &run->arena, &known, err);
	if (rc == RC_OK)
		rc = merge_epochs(&known, reading->epochs, reading->n, &run->arena, &changes, &n, touched, err);
	if (rc != RC_OK)
		return rc;
	int64_t through = reading->known_through_utc;
	if (through < reading->epochs[reading->n - 1].epoch.start_utc)
		through = reading->epochs[reading->n - 1].epoch.start_utc;
	if (through > known.known_through_utc)
		touched_add(touched, known.known_through_utc, through + 1);
	else
		through = known.known_through_utc;
	for (size_t i = 0; i < n; i++)
		outcome->added += known.n == 0 || changes[i].epoch.height > known.epochs[known.n - 1].height;
	outcome->completed = n - outcome->added;
	outcome->known_through_utc = through;
	if (n == 0 && through == known.known_through_utc)
		return RC_OK;
	rc = write_changes(run, reading, changes, n, through, &moved, err);
	if (rc == RC_OK)
		publish_epochs(run->kv, &moved);
	return rc;
}

static void tell(const struct reading *reading, const struct outcome *outcome, char text[SYNC_TEXT_MAX])
{
	char through[TM_TEXT_MAX];
	(void)snprintf(text, SYNC_TEXT_MAX, "difficulty: %zu epochs read from %s, %zu new, %zu times completed; known through %s%s", reading->n,
	               reading->source, outcome->added, outcome->completed, tm_format_utc(through, outcome->known_through_utc),
	               reading->also == NULL ? "" : reading->also);
}

struct live {
	struct run *run;
	struct reading reading;
};

static enum rc take_reply(void *ctx, const struct fetch_reply *reply, struct err *err)
{
	struct live *live = ctx;
	struct difficulty_epoch *epochs = NULL;
	if (reply->state == FETCH_ABSENT)
		return err_set(err, RC_UNAVAILABLE, "an archive holds no difficulty");
	if (reply->state != FETCH_OK)
		return err_set(err, RC_UNAVAILABLE, "mempool's difficulty: %s %s", reply->failure, reply->detail);
	enum rc rc = parse_difficulty_adjustments(reply->body, &live->run->arena, &epochs, &live->reading.n, err);
	if (rc != RC_OK)
		return err_wrap(err, "mempool's difficulty");
	live->reading.epochs = arena_alloc(&live->run->arena, live->reading.n * sizeof(*live->reading.epochs));
	if (live->reading.epochs == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu epochs", live->reading.n);
	for (size_t i = 0; i < live->reading.n; i++)
		live->reading.epochs[i] = (struct series_epoch){epochs[i], live->reading.source};
	live->reading.known_through_utc = reply->fetched_utc == 0 ? tm_now_utc() : reply->fetched_utc;
	return RC_OK;
}

/* What is stored is what DynamoDB gives back; the moment mempool was read stays the one the series is known through. */
static enum rc pass_through_history(struct run *run, struct reading *reading, struct history *history, struct err *err)
{
	enum rc rc = history_pass(run, reading->epochs, reading->n, history, err);
	if (rc != RC_OK)
		return rc;
	reading->epochs = history->epochs;
	reading->n = history->n;
	reading->source = history->source;
	reading->also = history->text;
	return RC_OK;
}

enum rc sync_difficulty(struct run *run, struct touched *touched, char text[SYNC_TEXT_MAX], struct err *err)
{
	struct live live = {.run = run, .reading = {.source = mempool_name(cfg_get(run->cfg, CFG_MEMPOOL_URL), &run->arena)}};
	struct history history;
	struct outcome outcome = {0};
	bool kept = history_is_kept(run->cfg);
	if (live.reading.source == NULL)
		return err_set(err, RC_FAIL, "out of memory for a source");
	enum rc rc = fetch_difficulty(run->fetch, take_reply, &live, err);
	if (rc == RC_OK && live.reading.n == 0)
		rc = err_set(err, RC_UNAVAILABLE, "mempool gave no difficulty");
	struct err down = {.rc = rc == RC_UNAVAILABLE && kept ? rc : RC_OK};
	if (down.rc != RC_OK) { /* the table may hold epochs that another host brought */
		down = *err;
		live.reading.n = 0;
		rc = RC_OK;
	}
	if (rc == RC_OK && kept)
		rc = pass_through_history(run, &live.reading, &history, err);
	if (rc == RC_OK && live.reading.n == 0)
		return err_set(err, down.rc, "%s; and %s holds none", down.text, live.reading.source);
	if (rc == RC_OK)
		rc = store(run, &live.reading, touched, &outcome, err);
	if (rc == RC_OK)
		tell(&live.reading, &outcome, text);
	return rc == RC_OK && down.rc != RC_OK ? err_set(err, RC_PARTLY, "%s; what DynamoDB holds was taken", down.text) : rc;
}

static enum rc read_csv(struct run *run, const char *name, struct sv csv, struct reading *reading, struct err *err)
{
	struct parse_csv_epoch *epochs = NULL;
	enum rc rc = parse_csv_epochs(csv, &run->arena, &epochs, &reading->n, &reading->known_through_utc, err);
	if (rc == RC_OK && reading->n == 0)
		rc = err_set(err, RC_DATA, "no epoch in it");
	if (rc != RC_OK)
		return err_wrap(err, "%s", name);
	reading->epochs = arena_alloc(&run->arena, reading->n * sizeof(*reading->epochs));
	if (reading->epochs == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu epochs", reading->n);
	for (size_t i = 0; i < reading->n; i++)
		reading->epochs[i] = (struct series_epoch){epochs[i].epoch, epochs[i].source[0] == '\0' ? name : epochs[i].source};
	return RC_OK;
}

enum rc sync_difficulty_csv(struct run *run, const char *name, struct sv csv, struct touched *touched, char text[SYNC_TEXT_MAX],
                            struct err *err)
{
	struct reading reading = {.source = sync_source_of(csv, name, &run->arena), .simulated = sync_is_simulated(csv)};
	struct outcome outcome = {0};
	enum rc rc = sync_check_kind(run, name, reading.simulated, err);
	if (rc == RC_OK)
		rc = read_csv(run, name, csv, &reading, err);
	if (rc == RC_OK)
		rc = store(run, &reading, touched, &outcome, err);
	if (rc == RC_OK)
		tell(&reading, &outcome, text);
	return rc;
}
