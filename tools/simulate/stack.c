#include "tools/simulate/stack.h"

#include "core/base/tm.h"
#include "core/model/settlement.h"
#include "tools/simulate/prng.h"
#include "tools/simulate/row.h"

#define STREAM_STACK 0x73746163u
#define STREAM_SPELL 0x7370656cu
#define SPELL_S (2 * 3600) /* a farm that is constrained stays so for a while */
#define CREATED_AFTER_S (86400 + 13 * 3600 + 44 * 60 + 36)
#define PIECES_MAX 4

struct region {
	int wind_permille, constraint_permille;
};

struct stack {
	struct buf *out;
	const struct fleet *fleet;
	uint64_t seed;
	enum stack_side side;
	int64_t start_utc;
	struct region regions[2];
	struct row_period period;
	struct prng p;
	int rows;
	struct stack_sums *sums;
	int64_t to_replace_sixtieths; /* what the offers still have to make up for */
};

static enum stack_flag flag(struct prng *p, uint32_t true_permille, uint32_t null_permille)
{
	if (prng_chance(p, null_permille))
		return STACK_FLAG_NULL;
	return prng_chance(p, true_permille) ? STACK_FLAG_TRUE : STACK_FLAG_FALSE;
}

static void row_add(struct stack *s, struct row *row)
{
	row->sequence_number = ++s->rows;
	row->spelt_out = prng_chance(&s->p, 650);
	row->noise = prng_below(&s->p, 1000);
	if (s->side == STACK_BID)
		s->sums->bid_sixtieths += row->volume_sixtieths;
	if (s->rows > 1)
		buf_add_char(s->out, ',');
	row_write(s->out, &s->period, row);
}

/* A trade outside the balancing mechanism: its id is a number and it has no acceptance. */
static void trade_add(struct stack *s)
{
	static const char *const ids[] = {"7", "19", "23", "40", "42", "58"};
	int64_t volume = prng_between(&s->p, 5, 1500);
	struct row row = {.id = ids[prng_below(&s->p, 6)], .so_flag = STACK_FLAG_FALSE};

	row.cadl_flag = flag(&s->p, 0, 400);
	row.price_pence = prng_between(&s->p, 3000, 16000);
	row.volume_sixtieths = s->side == STACK_BID ? -volume : volume;
	row_add(s, &row);
}

static void plant_row_add(struct stack *s)
{
	const struct fleet *fleet = s->fleet;
	const struct fleet_unit *unit = &fleet->units[fleet->wind + prng_below(&s->p, (uint32_t)(fleet->n - fleet->wind))];
	int64_t volume = prng_between(&s->p, 1, 2 + unit->capacity_milli_mw * 12 / 1000);
	bool bid = s->side == STACK_BID;
	struct row row = {.id = unit->id};

	if (unit->wind || unit->id[0] == '\0')
		return;
	row.acceptance_id = prng_chance(&s->p, 995) ? prng_between(&s->p, 100, 99999) : 0;
	row.pair_id = (int)prng_between(&s->p, -2, 3) | 1; /* a pair's sign does not tell the side */
	row.cadl_flag = flag(&s->p, 40, 90);
	row.so_flag = flag(&s->p, 110, 5);
	row.price_pence = (bid ? unit->bid_pence : unit->offer_pence) + prng_between(&s->p, -400, 400);
	row.volume_sixtieths = bid ? -volume : volume;
	if (row.cadl_flag != STACK_FLAG_TRUE)
		s->to_replace_sixtieths -= volume;
	row_add(s, &row);
}

static bool unit_is_constrained(const struct stack *s, size_t index, const struct region *region)
{
	uint64_t spell = (uint64_t)(s->start_utc / SPELL_S);

	return (int)(prng_hash(s->seed ^ STREAM_SPELL, index, spell) % 1000) < region->constraint_permille * 5 / 4;
}

/* A farm's reduction comes in up to four acceptances, some of them over two price bands. */
static void wind_bids_add(struct stack *s, const struct fleet_unit *unit, int64_t sixtieths)
{
	int pieces = 1 + (int)prng_below(&s->p, PIECES_MAX);
	int64_t acceptance_id = 0;
	int pair_id = -1;

	for (; pieces > 0 && sixtieths > 0; pieces--) {
		int64_t volume = pieces == 1 ? sixtieths : prng_between(&s->p, 1, sixtieths);
		bool same = acceptance_id != 0 && prng_chance(&s->p, 300);
		struct row row = {.id = unit->id, .volume_sixtieths = -volume};

		acceptance_id = same ? acceptance_id : prng_between(&s->p, 100, 99999);
		pair_id = same ? pair_id - 1 : -1;
		row.acceptance_id = prng_chance(&s->p, 997) ? acceptance_id : 0;
		row.pair_id = pair_id;
		row.cadl_flag = flag(&s->p, 20, 60);
		row.so_flag = flag(&s->p, 860, 10);
		row.price_pence = unit->bid_pence + (pair_id + 1) * 250;
		row_add(s, &row);
		sixtieths -= volume;
	}
}

/* A bid undone: wind on the offer side, turned up again at its negative price. */
static void wind_undone_add(struct stack *s, const struct fleet_unit *unit, int64_t sixtieths)
{
	struct row row = {.id = unit->id, .acceptance_id = prng_between(&s->p, 100, 99999), .pair_id = -1};

	row.cadl_flag = STACK_FLAG_FALSE;
	row.so_flag = flag(&s->p, 500, 0);
	row.price_pence = unit->bid_pence;
	row.volume_sixtieths = prng_between(&s->p, 1, sixtieths);
	row_add(s, &row);
}

static void wind_add(struct stack *s, size_t index)
{
	const struct fleet_unit *unit = &s->fleet->units[index];
	enum weather_region where = unit->scottish ? WEATHER_SCOTLAND : WEATHER_ENGLAND;
	const struct region *region = &s->regions[where];
	int64_t output = unit->capacity_milli_mw * region->wind_permille / 1000 * 30 / 1000;
	int64_t cut;

	if (!unit_is_constrained(s, index, region))
		return;
	cut = output * prng_between(&s->p, 15, 100) / 100;
	if (cut == 0)
		return;
	if (s->side == STACK_BID) {
		s->sums->cut_sixtieths[where] += cut;
		wind_bids_add(s, unit, cut);
	} else if (prng_chance(&s->p, 50)) {
		wind_undone_add(s, unit, cut);
	}
}

static void rows_write(struct stack *s)
{
	int plants = (int)prng_between(&s->p, 18, 54);

	for (int trades = prng_chance(&s->p, 120) ? 2 : 0; trades > 0; trades--)
		trade_add(s);
	for (int i = 0; i < plants; i++)
		plant_row_add(s);
	for (size_t i = 0; i < s->fleet->wind; i++)
		wind_add(s, i);
	while (s->side == STACK_OFFER && s->to_replace_sixtieths > 0)
		plant_row_add(s);
}

static void weather_read(struct stack *s)
{
	for (enum weather_region r = WEATHER_SCOTLAND; r <= WEATHER_ENGLAND; r++) {
		s->regions[r].wind_permille = weather_wind_permille(s->seed, r, s->start_utc);
		s->regions[r].constraint_permille = weather_constraint_permille(s->seed, r, s->start_utc);
	}
}

static void body_write(struct stack *s)
{
	buf_add_str(s->out, prng_chance(&s->p, 980) ? "{\"metadata\":{\"datasets\":[\"ISPSTACK\"]},\"data\":" : "{\"data\":");
	if (s->side == STACK_OFFER && s->to_replace_sixtieths == 0 && prng_chance(&s->p, 8)) { /* one side may be truly empty */
		buf_add_str(s->out, prng_chance(&s->p, 500) ? "[]}" : "null}");
		return;
	}
	buf_add_char(s->out, '[');
	rows_write(s);
	buf_add_str(s->out, "]}");
}

void stack_write(struct buf *out, const struct fleet *fleet, uint64_t seed, int32_t day, int period, enum stack_side side,
                 struct stack_sums *sums)
{
	struct stack s = {.out = out, .fleet = fleet, .seed = seed, .side = side, .sums = sums};
	char date[TM_TEXT_MAX], start[TM_TEXT_MAX], created[TM_TEXT_MAX];

	s.start_utc = settlement_start_utc(day, period);
	s.period.date = tm_format_day(date, day);
	s.period.start_utc = tm_format_utc(start, s.start_utc);
	s.period.created_utc = tm_format_utc(created, settlement_day_start_utc(day) + CREATED_AFTER_S);
	s.period.period = period;
	prng_init(&s.p, seed ^ STREAM_STACK, (uint64_t)day, (uint64_t)period * 2 + (side == STACK_OFFER));
	weather_read(&s);
	if (side == STACK_OFFER)
		s.to_replace_sixtieths = sums->cut_sixtieths[WEATHER_SCOTLAND] + sums->cut_sixtieths[WEATHER_ENGLAND];
	else
		*sums = (struct stack_sums){0};
	body_write(&s);
}
