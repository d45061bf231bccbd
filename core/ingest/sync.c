#include "core/ingest/sync.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/ingest/parse_bm_units.h"
#include "core/ingest/publish.h"
#include "core/model/settlement.h"
#include "core/store/calendar.h"
#include "core/store/register.h"

struct units_sync {
	struct run *run;
	int64_t registers, stored, newly_wind;
	char days_from[16], days_to[16];
};

static enum rc parse_register(struct run *run, int32_t date, const struct fetch_reply *reply, struct register_reading *reading,
                              struct err *err)
{
	struct parse_bm_units_counts counts;
	struct bm_unit *units = NULL;
	enum rc rc = parse_bm_units(reply->body, &run->scratch, &units, &reading->n, &counts, err);
	reading->date = date;
	reading->fetched_utc = reply->fetched_utc == 0 ? tm_now_utc() : reply->fetched_utc;
	reading->units = units;
	reading->without_id = counts.without_id;
	reading->duplicates = counts.duplicates;
	return rc;
}

static enum rc store_register(struct units_sync *sync, int32_t date, const struct fetch_reply *reply, struct err *err)
{
	struct register_reading reading = {0};
	struct register_effect effect;
	bool known = false;
	if (!digest_sha256_hex(reply->body, reading.body_sha256))
		return err_set(err, RC_FAIL, "SHA-256 is not available");
	enum rc rc = register_is_known(sync->run->db, date, reading.body_sha256, &known, err);
	sync->registers++;
	if (rc != RC_OK || known)
		return rc;
	arena_reset(&sync->run->scratch);
	rc = parse_register(sync->run, date, reply, &reading, err);
	if (rc == RC_OK)
		rc = register_store(sync->run->db, &reading, &effect, err);
	if (rc != RC_OK)
		return rc;
	publish_epochs(sync->run->kv, &effect.moved);
	sync->stored++;
	sync->newly_wind += effect.newly_wind;
	if (effect.newly_wind > 0) {
		memcpy(sync->days_from, effect.days_from, sizeof(sync->days_from));
		memcpy(sync->days_to, effect.days_to, sizeof(sync->days_to));
	}
	return RC_OK;
}

static enum rc take_register(void *ctx, int32_t date, const struct fetch_reply *reply, struct err *err)
{
	char day[TM_TEXT_MAX];
	if (reply->state != FETCH_OK)
		return err_set(err, RC_UNAVAILABLE, "the register of %s: %s %s", tm_format_day(day, date), reply->failure, reply->detail);
	enum rc rc = store_register(ctx, date, reply, err);
	return rc == RC_OK ? rc : err_wrap(err, "the register of %s", tm_format_day(day, date));
}

enum rc sync_units(struct run *run, char text[SYNC_TEXT_MAX], struct err *err)
{
	struct units_sync sync = {.run = run};
	enum rc rc = fetch_registers(run->fetch, take_register, &sync, err);
	if (rc != RC_OK)
		return rc;
	if (sync.registers == 0)
		return err_set(err, RC_NOT_FOUND, "the archive holds no register (reference-YYYY-MM.jsonl.gz)");
	int n = snprintf(text, SYNC_TEXT_MAX, "units: %" PRId64 " registers read, %" PRId64 " new, %" PRId64 " units newly known as wind",
	                 sync.registers, sync.stored, sync.newly_wind);
	if (sync.newly_wind > 0 && sync.days_from[0] != '\0')
		(void)snprintf(text + n, SYNC_TEXT_MAX - (size_t)n, "; days ingested before need re-reading: windfall ingest --from %s --to %s",
		               sync.days_from, sync.days_to);
	return RC_OK;
}

enum rc sync_recalculate(struct run *run, const struct touched *touched, struct err *err)
{
	struct calendar_days days;
	if (!touched->any)
		return RC_OK;
	enum rc rc = calendar_kept(run->db, tm_day(SETTLEMENT_FIRST_YEAR, 1, 1), tm_day(SETTLEMENT_LAST_YEAR, 12, 31), &run->arena, &days, err);
	size_t n = 0;
	for (size_t i = 0; rc == RC_OK && i < days.n; i++)
		if (touched_has(touched, days.day[i]))
			days.day[n++] = days.day[i];
	days.n = n;
	return rc == RC_OK ? run_recalculate(run, &days, err) : rc;
}

bool sync_is_simulated(struct sv csv)
{
	return sv_starts(csv, SV("# Simulated"));
}

enum rc sync_check_kind(const struct run *run, const char *name, bool simulated, struct err *err)
{
	if (!simulated || strcmp(run->source, "simulated") == 0)
		return RC_OK;
	return err_set(err, RC_CONFIG, "%s holds simulated figures, but this database holds %s data: use another WINDFALL_STATE_DIR", name,
	               run->source);
}

const char *sync_source_of(struct sv csv, const char *name, struct arena *arena)
{
	static const char words[] = "Source: ";
	struct sv line;
	while (sv_next(&csv, '\n', &line) && sv_starts(line, SV("#"))) {
		const char *found = memmem(line.p, line.n, words, sizeof(words) - 1);
		if (found == NULL)
			continue;
		struct sv source = {found + sizeof(words) - 1, (size_t)(line.p + line.n - found) - (sizeof(words) - 1)};
		if (sv_ends(source, SV(".")))
			source.n--;
		const char *copy = arena_dup(arena, source);
		return copy == NULL ? name : copy;
	}
	return name;
}
