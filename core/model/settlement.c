#include "core/model/settlement.h"

#include "core/base/tm.h"

#define DAY_S 86400
#define HOUR_S 3600
#define SUMMER_FIRST_YEAR 1996 /* since then the clocks change on the last Sundays of March and October, at 01:00 UTC */

enum { MARCH = 3, OCTOBER = 10 };

static int32_t last_sunday(int year, int month)
{
	int32_t last = tm_day(year, month, 31);
	return last - tm_weekday(last);
}

/* The day's clocks go forward (MARCH), back (OCTOBER) or neither (0). */
static int clock_change(int32_t day)
{
	int year, month, mday;
	tm_civil(day, &year, &month, &mday);
	bool changes = (month == MARCH || month == OCTOBER) && year >= SUMMER_FIRST_YEAR && day == last_sunday(year, month);
	return changes ? month : 0;
}

int settlement_periods(int32_t day)
{
	switch (clock_change(day)) {
	case MARCH:
		return 46;
	case OCTOBER:
		return SETTLEMENT_PERIODS_MAX;
	default:
		return 48;
	}
}

/* Summer time holds at the day's local midnight: the change itself comes after it. */
static bool starts_in_summer(int32_t day)
{
	int year, month, mday;
	tm_civil(day, &year, &month, &mday);
	return year >= SUMMER_FIRST_YEAR && day > last_sunday(year, MARCH) && day <= last_sunday(year, OCTOBER);
}

int64_t settlement_day_start_utc(int32_t day)
{
	return (int64_t)day * DAY_S - (starts_in_summer(day) ? HOUR_S : 0);
}

int64_t settlement_start_utc(int32_t day, int period)
{
	return settlement_day_start_utc(day) + (int64_t)(period - 1) * SETTLEMENT_PERIOD_S;
}

int32_t settlement_day_of(int64_t utc)
{
	int64_t second = utc % DAY_S;
	int32_t day = (int32_t)((utc - (second < 0 ? second + DAY_S : second)) / DAY_S);
	return utc >= settlement_day_start_utc(day + 1) ? day + 1 : day;
}

int64_t settlement_provisional_until_utc(int32_t day)
{
	return settlement_day_start_utc(day + 2);
}
