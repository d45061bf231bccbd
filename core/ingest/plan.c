#include "core/ingest/plan.h"

#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/model/settlement.h"

#define DAY_FILE_SUFFIX ".jsonl.gz"

static int32_t today(void)
{
	return settlement_day_of(tm_now_utc());
}

enum rc plan_check(const struct plan_range *range, struct err *err)
{
	const int32_t days[] = {range->from, range->to};
	int32_t first = tm_day(SETTLEMENT_FIRST_YEAR, 1, 1), last = tm_day(SETTLEMENT_LAST_YEAR, 12, 31);
	char text[TM_TEXT_MAX], other[TM_TEXT_MAX];
	for (int i = 0; i < 2; i++) {
		if (days[i] == TM_DAY_NONE)
			continue;
		if (days[i] < first || days[i] > last)
			return err_set(err, RC_USAGE, "%s is outside the calendar, %d-01-01 to %d-12-31", tm_format_day(text, days[i]),
			               SETTLEMENT_FIRST_YEAR, SETTLEMENT_LAST_YEAR);
		if (days[i] > today())
			return err_set(err, RC_USAGE, "%s is in the future: the last day allowed is today, %s", tm_format_day(text, days[i]),
			               tm_format_day(other, today()));
	}
	if (range->from != TM_DAY_NONE && range->to != TM_DAY_NONE && range->from > range->to)
		return err_set(err, RC_USAGE, "the first day (%s) is after the last (%s)", tm_format_day(text, range->from),
		               tm_format_day(other, range->to));
	return RC_OK;
}

enum rc plan_check_ends(const struct plan_range *range, struct err *err)
{
	if ((range->from == TM_DAY_NONE) == (range->to == TM_DAY_NONE))
		return RC_OK;
	return err_set(err, RC_USAGE, "--from and --to go together: %s is missing", range->from == TM_DAY_NONE ? "--from" : "--to");
}

/* The missing end of a half open range: up to the last settled day, or 7 days back. */
static void complete_range(struct plan_range *range)
{
	int32_t settled = today() - 2;
	if (range->to == TM_DAY_NONE)
		range->to = range->from != TM_DAY_NONE && range->from > settled ? range->from : settled;
	if (range->from == TM_DAY_NONE)
		range->from = range->to - (PLAN_DEFAULT_DAYS - 1);
}

enum rc plan_all_days(struct plan_range range, struct arena *arena, struct calendar_days *days, struct err *err)
{
	days->periods = NULL;
	days->n = (size_t)(range.to - range.from) + 1;
	days->day = arena_alloc(arena, days->n * sizeof(*days->day));
	if (days->day == NULL)
		return err_set(err, RC_FAIL, "out of memory for %zu days", days->n);
	for (size_t i = 0; i < days->n; i++)
		days->day[i] = range.from + (int32_t)i;
	return RC_OK;
}

/* The last days of an archive, in a ring of PLAN_DEFAULT_DAYS. */
struct last_days {
	int32_t ring[PLAN_DEFAULT_DAYS];
	size_t n;
};

static enum rc note_file(void *ctx, const char *name, struct err *err)
{
	struct last_days *last = ctx;
	struct sv text = sv_of(name);
	(void)err;
	text.n -= sizeof(DAY_FILE_SUFFIX) - 1;
	if (tm_parse_day(text, &last->ring[last->n % PLAN_DEFAULT_DAYS]))
		last->n++;
	return RC_OK;
}

/* Of the archive's last days those that are due. Days of an archive need not follow each other. */
static enum rc archive_days(struct db *db, const char *archive_dir, struct arena *arena, struct calendar_days *days, struct err *err)
{
	struct last_days last = {.n = 0};
	enum rc rc = os_list_dir(archive_dir, DAY_FILE_SUFFIX, note_file, &last, err);
	size_t n = last.n < PLAN_DEFAULT_DAYS ? last.n : PLAN_DEFAULT_DAYS;
	days->n = 0;
	days->periods = NULL;
	days->day = arena_alloc(arena, PLAN_DEFAULT_DAYS * sizeof(*days->day));
	if (rc == RC_OK && days->day == NULL)
		rc = err_set(err, RC_FAIL, "out of memory for %d days", PLAN_DEFAULT_DAYS);
	for (size_t i = last.n - n; rc == RC_OK && i < last.n; i++) {
		struct calendar_days due;
		int32_t day = last.ring[i % PLAN_DEFAULT_DAYS];
		rc = calendar_due(db, day, day, arena, &due, err);
		if (rc == RC_OK && due.n > 0)
			days->day[days->n++] = day;
	}
	return rc;
}

static enum rc read_config(const struct cfg *cfg, struct plan_range *range, struct err *err)
{
	if (!tm_parse_day(sv_of(cfg_get(cfg, CFG_FROM)), &range->from))
		range->from = TM_DAY_NONE;
	if (!tm_parse_day(sv_of(cfg_get(cfg, CFG_TO)), &range->to))
		range->to = TM_DAY_NONE;
	enum rc rc = plan_check(range, err);
	return rc == RC_OK ? rc : err_wrap(err, "WINDFALL_FROM, WINDFALL_TO");
}

static bool is_open(struct plan_range range)
{
	return range.from == TM_DAY_NONE && range.to == TM_DAY_NONE;
}

enum rc plan_days(struct db *db, const struct cfg *cfg, struct plan_range asked, bool due, const char *archive_dir, struct arena *arena,
                  struct calendar_days *days, struct err *err)
{
	if (!is_open(asked))
		return due ? calendar_due(db, asked.from, asked.to, arena, days, err) : plan_all_days(asked, arena, days, err);
	struct plan_range configured;
	enum rc rc = read_config(cfg, &configured, err);
	if (rc != RC_OK)
		return rc;
	if (is_open(configured) && archive_dir != NULL)
		return archive_days(db, archive_dir, arena, days, err);
	complete_range(&configured);
	rc = plan_check(&configured, err);
	return rc == RC_OK ? calendar_due(db, configured.from, configured.to, arena, days, err) : rc;
}
