#include "core/base/tm.h"

#include <string.h>
#include <time.h>

#define DAY_S 86400
#define YEAR_MIN 1900
#define YEAR_MAX 2199

int64_t tm_now_utc(void)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

int64_t tm_monotonic_us(void)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t tm_monotonic_ms(void)
{
	return tm_monotonic_us() / 1000;
}

/* Exactly n digits from text at offset at, which the caller knows to be there; -1 where one is no digit. */
static int digits(struct sv text, size_t at, size_t n)
{
	int value = 0;
	for (size_t i = at; i < at + n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return -1;
		value = value * 10 + (text.p[i] - '0');
	}
	return value;
}

bool tm_parse_day(struct sv text, int32_t *day)
{
	if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-')
		return false;
	int year = digits(text, 0, 4), month = digits(text, 5, 2), mday = digits(text, 8, 2);
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
		return false;
	if (mday < 1 || mday > tm_days_in_month(year, month))
		return false;
	*day = tm_day(year, month, mday);
	return true;
}

/* "" or ".123", of any length but not empty after the point. */
static bool is_fraction(struct sv text)
{
	if (text.n == 0)
		return true;
	for (size_t i = 1; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.p[0] == '.' && text.n > 1;
}

bool tm_parse_utc(struct sv text, int64_t *utc)
{
	static const char zero_offset[] = "+00:00";
	int32_t day;
	bool offset = sv_ends(text, SV(zero_offset));
	if (offset) /* one mark of the zone stays, as Z is one */
		text.n -= sizeof(zero_offset) - 2;
	if (text.n < 17 || (!offset && text.p[text.n - 1] != 'Z') || text.p[10] != 'T' || text.p[13] != ':')
		return false;
	if (!tm_parse_day((struct sv){text.p, 10}, &day))
		return false;
	int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = 0;
	if (text.n > 17) {
		if (text.n < 20 || text.p[16] != ':' || !is_fraction((struct sv){text.p + 19, text.n - 20}))
			return false;
		second = digits(text, 17, 2);
	}
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return false;
	*utc = (int64_t)day * DAY_S + hour * 3600 + minute * 60 + second;
	return true;
}

/* Two digits; by hand, for every row stored has a date and a time, and snprintf was half of what sending them took. */
static void put_two(char *out, int n)
{
	out[0] = (char)('0' + n / 10 % 10);
	out[1] = (char)('0' + n % 10);
}

const char *tm_format_day(char out[TM_TEXT_MAX], int32_t day)
{
	int year, month, mday;
	tm_civil(day, &year, &month, &mday);
	memcpy(out, "YYYY-MM-DD", sizeof("YYYY-MM-DD"));
	put_two(out, year / 100);
	put_two(out + 2, year % 100);
	put_two(out + 5, month);
	put_two(out + 8, mday);
	return out;
}

const char *tm_format_utc(char out[TM_TEXT_MAX], int64_t utc)
{
	int second = (int)(utc % DAY_S);
	if (second < 0)
		second += DAY_S;
	(void)tm_format_day(out, (int32_t)((utc - second) / DAY_S));
	memcpy(out + 10, "Thh:mm:ssZ", sizeof("Thh:mm:ssZ"));
	put_two(out + 11, second / 3600);
	put_two(out + 14, second / 60 % 60);
	put_two(out + 17, second % 60);
	return out;
}

/* Both ways by Howard Hinnant's civil calendar: years from March, so that the leap day is a year's last; eras of 400 years. */
int32_t tm_day(int year, int month, int day)
{
	int y = month > 2 ? year : year - 1;
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

void tm_civil(int32_t day, int *year, int *month, int *mday)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int from_march = (5 * day_of_year + 2) / 153;
	*mday = day_of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int tm_weekday(int32_t day)
{
	int weekday = (day + 4) % 7; /* 1970-01-01 was a Thursday */
	return weekday < 0 ? weekday + 7 : weekday;
}

int tm_days_in_month(int year, int month)
{
	static const int days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month];
}
