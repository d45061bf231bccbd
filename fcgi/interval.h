/* The time of a row: a half hour, an hour, a day, a month or a year. Of half hours and hours a page covers one settlement date. */
#ifndef WINDFALL_FCGI_INTERVAL_H
#define WINDFALL_FCGI_INTERVAL_H

#include "core/base/tm.h"
#include "fcgi/param.h"
#include "fcgi/sheet.h"

/* Texts of the database, NULL where the interval has none. */
struct interval_time {
	const char *settlement_date, *settlement_period, *start_utc; /* of half hours and hours */
	const char *start;                                           /* of days and longer, the first day */
};

/* Whether a page of the request covers one settlement date. */
bool interval_is_within_day(const struct params *params);

/* The settlement date of the page: the cursor's first field, else the range's first, or its last backwards. */
const char *interval_day(const struct params *params, bool backwards);

/* The settlement date after it in the range, or before it backwards; NULL where there is none. */
const char *interval_next_day(const struct params *params, const char *day, bool backwards, char out[TM_TEXT_MAX]);

/* The cells of a row's time. */
void interval_write(struct sheet *sheet, const char *interval, const struct interval_time *time);

#endif
