#include "tools/simulate/beyond.h"

#include <inttypes.h>

#include "core/base/dec.h"
#include "core/base/num.h"
#include "core/base/tm.h"
#include "core/model/settlement.h"
#include "migrations.h"
#include "tools/simulate/prng.h"

#define STREAM_EPOCH 0x65706f63u
#define STREAM_PRICE 0x70726963u
#define DAY_S INT64_C(86400)
#define EPOCH_BLOCKS 2016
#define EPOCH_DAYS 14
#define RATE_DAYS_MAX 5 /* how long an exchange rate holds */
#define FLOOR_MICRO_GBP 20000000000

static struct sv reference(const char *name)
{
	for (const struct migrations_text *t = migrations_reference; t->name; t++)
		if (sv_eq_str(sv_of(t->name), name))
			return sv_of(t->text);
	return sv_of("");
}

static struct sv last_line(struct sv text)
{
	struct sv line, last = {0};

	while (sv_next(&text, '\n', &line))
		if (line.n > 0)
			last = line;
	return last;
}

static struct sv field(struct sv line, int number)
{
	struct sv part = {0};

	for (int i = 0; i <= number; i++)
		if (!sv_next(&line, ',', &part))
			return (struct sv){0};
	return part;
}

/* "# Known through 2026-08-21T00:00:00Z. …", the words with which the file of epochs dates itself. */
static bool known_through(struct sv text, int64_t *utc)
{
	static const char words[] = "# Known through ";
	struct sv line, rest, stamp;

	while (sv_next(&text, '\n', &line)) {
		if (!sv_starts(line, SV(words)))
			continue;
		rest = (struct sv){line.p + sizeof(words) - 1, line.n - sizeof(words) + 1};
		return sv_next(&rest, '.', &stamp) && tm_parse_utc(stamp, utc);
	}
	return false;
}

struct epoch {
	int64_t height, start_utc, difficulty;
};

static void epoch_next(struct epoch *epoch, uint64_t seed)
{
	epoch->height += EPOCH_BLOCKS;
	uint64_t chance = prng_hash(seed, STREAM_EPOCH, (uint64_t)epoch->height);
	epoch->start_utc += (EPOCH_DAYS - 1) * DAY_S + (int64_t)(chance % (uint64_t)(2 * DAY_S));
	epoch->difficulty = epoch->difficulty / 1000 * (965 + (int64_t)((chance >> 32) % 80));
}

static void epoch_add(struct buf *out, const struct epoch *epoch, uint64_t seed)
{
	char start[TM_TEXT_MAX], day[TM_TEXT_MAX];

	tm_format_utc(start, epoch->start_utc);
	tm_format_day(day, (int32_t)(epoch->start_utc / DAY_S));
	buf_addf(out, "%" PRId64 ",%s,%s,%" PRId64 ",simulated (seed %" PRIu64 ")\n", epoch->height, start, day, epoch->difficulty, seed);
}

static bool last_epoch(struct sv text, struct epoch *epoch)
{
	struct sv line = last_line(text);
	int32_t day;

	if (!num_parse(field(line, 0), &epoch->height) || !tm_parse_day(field(line, 2), &day) ||
	    !dec_parse(field(line, 3), 0, &epoch->difficulty))
		return false;
	epoch->start_utc = ((int64_t)day + 1) * DAY_S;
	return true;
}

static void epochs_add(struct buf *out, struct epoch epoch, int64_t known_utc, int64_t until_utc, uint64_t seed)
{
	char until[TM_TEXT_MAX];

	tm_format_utc(until, until_utc);
	buf_add_str(out, "# Simulated, not Bitcoin's: invented retargets after the last known one.\n");
	buf_addf(out, "# Known through %s.\nheight,start_time_utc,start_date_utc,difficulty,source\n", until);
	for (epoch_next(&epoch, seed); epoch.start_utc < until_utc; epoch_next(&epoch, seed)) {
		if (epoch.start_utc <= known_utc) /* none was seen up to then */
			epoch.start_utc = known_utc + DAY_S / 2;
		epoch_add(out, &epoch, seed);
	}
}

enum rc beyond_write_epochs(struct buf *out, uint64_t seed, int32_t to, struct err *err)
{
	struct sv text = reference("difficulty_epochs.csv");
	int64_t known_utc, until_utc = ((int64_t)to + 1) * DAY_S;
	struct epoch epoch;

	if (!known_through(text, &known_utc) || !last_epoch(text, &epoch))
		return err_set(err, RC_FAIL, "the table of known difficulty epochs cannot be read");
	if (until_utc > known_utc)
		epochs_add(out, epoch, known_utc, until_utc, seed);
	return RC_OK;
}

/* The last day with a price: its close, and an exchange rate that still holds. */
static bool last_price(int32_t *day, int64_t *micro_gbp)
{
	struct sv closes = reference("btc_usd_daily.csv"), rate_line = last_line(reference("usd_gbp_daily.csv")), line;
	int32_t rate_day, close_day;
	int64_t rate_micro, close_micro;
	bool found = false;

	if (!tm_parse_day(field(rate_line, 0), &rate_day) || !dec_parse(field(rate_line, 1), 6, &rate_micro))
		return false;
	while (sv_next(&closes, '\n', &line)) {
		if (!tm_parse_day(field(line, 0), &close_day) || close_day > rate_day + RATE_DAYS_MAX)
			continue;
		*day = close_day;
		found = dec_parse(field(line, 1), 6, &close_micro) && dec_mul(close_micro, 6, rate_micro, 6, 6, micro_gbp);
	}
	return found;
}

static int64_t price_next(int64_t micro_gbp, uint64_t seed, int32_t day)
{
	int64_t step = (int64_t)(prng_hash(seed, STREAM_PRICE, (uint64_t)day) % 61) - 30;

	if (micro_gbp < FLOOR_MICRO_GBP && step < 0)
		step = -step;
	return micro_gbp / 1000 * (1000 + step);
}

/* In GBP, and at a fixed rate in USD past the last known close. */
static void price_add(struct buf *out, int32_t day, int64_t micro_gbp, bool with_usd)
{
	char date[TM_TEXT_MAX], gbp[DEC_TEXT_MAX], usd[DEC_TEXT_MAX];

	buf_addf(out, "%s,%.*s,", tm_format_day(date, day), SV_FMT(dec_format(gbp, micro_gbp, 6)));
	if (with_usd)
		buf_addf(out, "%.*s", SV_FMT(dec_format(usd, micro_gbp / 3 * 4, 6)));
	buf_add_char(out, '\n');
}

static void prices_add(struct buf *out, int32_t day, int64_t micro_gbp, int32_t from, int32_t to, uint64_t seed)
{
	int32_t last_close = day;

	(void)tm_parse_day(field(last_line(reference("btc_usd_daily.csv")), 0), &last_close);
	buf_add_str(out, "# Simulated, not Bitcoin's: an invented walk after the last known daily price.\ndate,btc_gbp,btc_usd_close\n");
	while (day < to) {
		micro_gbp = price_next(micro_gbp, seed, ++day);
		if (day < from - 1) /* a summer day begins on the UTC date before */
			continue;
		price_add(out, day, micro_gbp, day > last_close);
	}
}

enum rc beyond_write_prices(struct buf *out, uint64_t seed, int32_t from, int32_t to, struct err *err)
{
	int32_t day;
	int64_t micro_gbp;

	if (!last_price(&day, &micro_gbp))
		return err_set(err, RC_FAIL, "the tables of known prices cannot be read");
	if (to > day)
		prices_add(out, day, micro_gbp, from, to, seed);
	return RC_OK;
}
