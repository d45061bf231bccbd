#include "tools/simulate/simulate.h"

#include <stdio.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/source/elexon.h"
#include "core/model/settlement.h"
#include "tools/simulate/beside.h"
#include "tools/simulate/beyond.h"
#include "tools/simulate/bmunits.h"
#include "tools/simulate/pack.h"
#include "tools/simulate/stack.h"

#define NOT_FOUND "{\"statusCode\":404,\"message\":\"Resource not found\"}"
#define MARK_NAME "SIMULATED" /* by it, no other kind of database takes the folder */
#define MARK_TEXT "Invented by windfall simulate; nothing here is Elexon's or Bitcoin's.\n"
#define NAME_SIZE 64
#define PATH_SIZE 4096

struct simulation {
	const struct simulate_options *options;
	struct fleet fleet;
	struct stack_sums sums[SETTLEMENT_PERIODS_MAX + 1]; /* of the day, by period */
	struct buf body, lines;
};

/* A range of days as the calendar has them, in both directions bounded. */
static enum rc options_check(const struct simulate_options *o, struct err *err)
{
	char first[TM_TEXT_MAX], last[TM_TEXT_MAX];
	int32_t low = tm_day(SETTLEMENT_FIRST_YEAR, 1, 1), high = tm_day(SETTLEMENT_LAST_YEAR, 12, 31);

	if (o->from > o->to)
		return err_set(err, RC_USAGE, "the days from %s to %s are no range: the first must not be after the last",
		               tm_format_day(first, o->from), tm_format_day(last, o->to));
	if (o->from < low || o->to > high)
		return err_set(err, RC_USAGE, "days can be simulated from %s to %s", tm_format_day(first, low), tm_format_day(last, high));
	return RC_OK;
}

static void exchange_add(struct simulation *s, int32_t day, int period, enum stack_side side)
{
	char path[ELEXON_PATH_MAX];
	bool exists = period <= settlement_periods(day);

	elexon_stack_path(path, side, day, period);
	buf_clear(&s->body);
	if (exists)
		stack_write(&s->body, &s->fleet, s->options->seed, day, period, side, &s->sums[period]);
	else
		buf_add_str(&s->body, NOT_FOUND);
	pack_line_add(&s->lines, path, exists ? 200 : 404, buf_sv(&s->body));
}

static void notifications_add(struct simulation *s, int32_t day)
{
	char path[ELEXON_NOTIFICATIONS_PATH_MAX];
	const char *units[FLEET_MAX];

	for (size_t i = 0; i < s->fleet.wind; i++)
		units[i] = s->fleet.units[i].id;
	for (size_t first = 0, next = 0; elexon_notifications_path(path, day, units, s->fleet.wind, &next); first = next) {
		buf_clear(&s->body);
		beside_write_notifications(&s->body, &s->fleet, s->options->seed, day, first, next);
		pack_line_add(&s->lines, path, 200, buf_sv(&s->body));
	}
}

static void beside_add(struct simulation *s, int32_t day)
{
	char path[ELEXON_PATH_MAX];

	elexon_day_path(path, ELEXON_WIND, day, 0);
	buf_clear(&s->body);
	beside_write_wind(&s->body, &s->fleet, s->options->seed, day, s->sums);
	pack_line_add(&s->lines, path, 200, buf_sv(&s->body));
	elexon_day_path(path, ELEXON_SYSTEM_PRICES, day, 0);
	buf_clear(&s->body);
	beside_write_prices(&s->body, s->options->seed, day, s->sums);
	pack_line_add(&s->lines, path, 200, buf_sv(&s->body));
	notifications_add(s, day);
}

static enum rc lines_write(struct simulation *s, const char *name, struct err *err)
{
	if (!buf_ok(&s->body) || !buf_ok(&s->lines))
		return err_set(err, RC_FAIL, "%s: larger than an archived day may be", name);
	return pack_write(s->options->out, name, buf_sv(&s->lines), err);
}

static enum rc day_write(struct simulation *s, int32_t day, struct err *err)
{
	char name[NAME_SIZE], date[TM_TEXT_MAX];

	buf_clear(&s->lines);
	for (int period = 1; period <= SETTLEMENT_PERIODS_MAX; period++)
		for (enum stack_side side = STACK_BID; side <= STACK_OFFER; side++)
			exchange_add(s, day, period, side);
	beside_add(s, day);
	snprintf(name, sizeof(name), "%s.jsonl.gz", tm_format_day(date, day));
	return lines_write(s, name, err);
}

static enum rc fleet_write(struct simulation *s, struct err *err)
{
	char name[NAME_SIZE];
	int year, month, day;

	tm_civil(s->options->from, &year, &month, &day);
	buf_clear(&s->body);
	bmunits_write(&s->body, &s->fleet);
	pack_line_add(&s->lines, ELEXON_REGISTER_PATH, 200, buf_sv(&s->body));
	snprintf(name, sizeof(name), "reference-%04d-%02d.jsonl.gz", year, month);
	return lines_write(s, name, err);
}

static enum rc text_write(struct simulation *s, const char *name, struct err *err)
{
	char path[PATH_SIZE];

	if (s->body.len == 0)
		return RC_OK;
	if (snprintf(path, sizeof(path), "%s/%s", s->options->out, name) >= PATH_SIZE)
		return err_set(err, RC_FAIL, "the path %s/%s is too long", s->options->out, name);
	return os_write_file(path, buf_sv(&s->body), err);
}

static enum rc mark_write(struct simulation *s, struct err *err)
{
	buf_clear(&s->body);
	buf_add_str(&s->body, MARK_TEXT);
	return text_write(s, MARK_NAME, err);
}

static enum rc beyond_write(struct simulation *s, struct err *err)
{
	const struct simulate_options *o = s->options;
	enum rc rc;

	buf_clear(&s->body);
	rc = beyond_write_epochs(&s->body, o->seed, o->to, err);
	if (rc == RC_OK)
		rc = text_write(s, "difficulty_epochs.csv", err);
	if (rc != RC_OK)
		return rc;
	buf_clear(&s->body);
	rc = beyond_write_prices(&s->body, o->seed, o->from, o->to, err);
	return rc == RC_OK ? text_write(s, "bitcoin_prices.csv", err) : rc;
}

static enum rc archive_write(struct simulation *s, struct err *err)
{
	const struct simulate_options *o = s->options;
	enum rc rc = os_make_dir(o->out, err);
	if (rc != RC_OK)
		return err_set(err, RC_USAGE, "--out must be a folder that can be made and written, not \"%.200s\"", o->out);
	rc = mark_write(s, err);
	if (rc == RC_OK)
		rc = fleet_write(s, err);
	for (int32_t day = o->from; day <= o->to && rc == RC_OK; day++)
		rc = day_write(s, day, err);
	return rc == RC_OK ? beyond_write(s, err) : rc;
}

enum rc simulate_run(const struct simulate_options *options, struct err *err)
{
	struct simulation s = {.options = options};
	enum rc rc = options_check(options, err);

	if (rc != RC_OK)
		return rc;
	fleet_init(&s.fleet, options->seed);
	buf_init(&s.body, LIMIT_REPLY_BYTES);
	buf_init(&s.lines, LIMIT_ARCHIVE_DAY_BYTES);
	rc = archive_write(&s, err);
	buf_fini(&s.lines);
	buf_fini(&s.body);
	return rc;
}
