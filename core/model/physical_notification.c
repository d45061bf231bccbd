#include "core/model/physical_notification.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/num.h"

#define HALF_HOUR_S 1800
#define MW_SECONDS_TWICE 7200 /* the sum of both ends × seconds, for one MWh */
#define LEVEL_MAX_NANO_MW INT64_C(10000000000000)

static int compare_unit(const void *key, const void *element)
{
	const struct sv *id = key;
	const struct physical_notification_unit *unit = element;
	int order = strncmp(id->p, unit->bm_unit, id->n);
	return order != 0 ? order : -(unit->bm_unit[id->n] != '\0');
}

struct physical_notification_unit *physical_notification_find(const struct physical_notification_day *day, struct sv bm_unit)
{
	return day->n == 0 ? NULL : bsearch(&bm_unit, day->units, day->n, sizeof(*day->units), compare_unit);
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_levels(const struct stack_decimal *a, const struct stack_decimal *b)
{
	return a->known != b->known ? (int)a->known - (int)b->known : compare_numbers(a->nano, b->nano);
}

static int compare_half_hour(const struct physical_notification_row *a, const struct physical_notification_row *b)
{
	int order = a->settlement_period - b->settlement_period;
	if (order != 0 || a->bm_unit == NULL || b->bm_unit == NULL)
		return order != 0 ? order : (a->bm_unit != NULL) - (b->bm_unit != NULL);
	return strcmp(a->bm_unit, b->bm_unit);
}

static int compare_rows(const void *left, const void *right)
{
	const struct physical_notification_row *a = left, *b = right;
	int order = compare_half_hour(a, b);
	if (order == 0)
		order = compare_numbers(a->from_utc, b->from_utc);
	if (order == 0)
		order = compare_numbers(a->to_utc, b->to_utc);
	if (order == 0)
		order = compare_levels(&a->from_mw, &b->from_mw);
	return order != 0 ? order : compare_levels(&a->to_mw, &b->to_mw);
}

static bool in_range(const struct stack_decimal *level)
{
	return !level->known || (level->nano <= LEVEL_MAX_NANO_MW && level->nano >= -LEVEL_MAX_NANO_MW);
}

enum rc physical_notification_check(struct physical_notification_row *rows, size_t *n, int32_t day, struct err *err)
{
	size_t kept = 0, came = *n;
	for (size_t i = 0; i < came; i++) {
		if (rows[i].settlement_date != day)
			continue;
		if (rows[i].settlement_period > settlement_periods(day))
			return err_set(err, RC_DATA, "foreign_row: the day has no period %d", rows[i].settlement_period);
		if (!in_range(&rows[i].from_mw) || !in_range(&rows[i].to_mw))
			return err_set(err, RC_DATA, "level_range: %s of period %d is beyond 10000 MW",
			               rows[i].bm_unit == NULL ? "no unit" : rows[i].bm_unit, rows[i].settlement_period);
		rows[kept++] = rows[i];
	}
	*n = kept;
	return came > 0 && kept == 0 ? err_set(err, RC_DATA, "foreign_row: all %zu rows are of another day", came) : RC_OK;
}

/* Levels are within 1e13 nano-MW and the seconds add up to 1800, so that nothing overflows. */
static int64_t energy_of(int64_t nano_mw_seconds_twice)
{
	bool drawn = nano_mw_seconds_twice < 0;
	num_u128 nano_mwh = 0;
	(void)num_mul_div((num_u128)(drawn ? -nano_mw_seconds_twice : nano_mw_seconds_twice), 1, MW_SECONDS_TWICE, &nano_mwh);
	return drawn ? -(int64_t)nano_mwh : (int64_t)nano_mwh;
}

/* The lines of one unit's half hour, sorted: they must follow each other from its start to its end. */
static struct stack_decimal integrate(const struct physical_notification_row *rows, size_t n, int64_t start_utc)
{
	int64_t at_utc = start_utc, sum = 0;
	for (size_t i = 0; i < n; i++) {
		const struct physical_notification_row *r = &rows[i];
		if (i > 0 && compare_rows(r - 1, r) == 0)
			continue;
		if (r->from_utc != at_utc || r->to_utc < r->from_utc || r->to_utc > start_utc + HALF_HOUR_S || !r->from_mw.known || !r->to_mw.known)
			return (struct stack_decimal){0};
		sum += (r->from_mw.nano + r->to_mw.nano) * (r->to_utc - r->from_utc);
		at_utc = r->to_utc;
	}
	if (at_utc != start_utc + HALF_HOUR_S)
		return (struct stack_decimal){0};
	return (struct stack_decimal){.known = true, .nano = energy_of(sum)};
}

void physical_notification_collect(struct physical_notification_row *rows, size_t n, int32_t day, struct physical_notification_day *out,
                                   int *unknown)
{
	if (n > 1)
		qsort(rows, n, sizeof(*rows), compare_rows);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && compare_half_hour(&rows[i], &rows[end]) == 0;)
			end++;
		struct physical_notification_unit *unit = rows[i].bm_unit == NULL ? NULL : physical_notification_find(out, sv_of(rows[i].bm_unit));
		if (unit == NULL || !unit->read)
			continue;
		struct stack_decimal *energy = &unit->at[rows[i].settlement_period];
		*energy = integrate(&rows[i], end - i, settlement_start_utc(day, rows[i].settlement_period));
		*unknown += !energy->known;
	}
}

/* Whether the reading of a unit changes anything, completed by what is known where it says nothing. */
static bool is_news(struct physical_notification_unit *read, const struct physical_notification_unit *known)
{
	bool news = !known->read;
	for (int period = 1; period <= SETTLEMENT_PERIODS_MAX; period++) {
		if (!read->at[period].known)
			read->at[period] = known->at[period];
		news = news || compare_levels(&read->at[period], &known->at[period]) != 0;
	}
	return news;
}

int physical_notification_news(struct physical_notification_day *read, const struct physical_notification_day *known)
{
	static const struct physical_notification_unit nothing;
	int news = 0;
	for (size_t i = 0; i < read->n; i++) {
		struct physical_notification_unit *unit = &read->units[i];
		const struct physical_notification_unit *old = physical_notification_find(known, sv_of(unit->bm_unit));
		unit->read = unit->read && is_news(unit, old == NULL ? &nothing : old);
		news += unit->read;
	}
	return news;
}
