/* Time: UTC seconds and civil days, the only place that asks the machine's clock. A day is its number since 1970-01-01. */
#ifndef WINDFALL_BASE_TM_H
#define WINDFALL_BASE_TM_H

#include <stdint.h>

#include "core/base/sv.h"

#define TM_TEXT_MAX 24 /* "2025-03-31T23:00:00Z" */
#define TM_DAY_NONE INT32_MIN

int64_t tm_now_utc(void);      /* seconds */
int64_t tm_monotonic_ms(void); /* for durations only */
int64_t tm_monotonic_us(void);

bool tm_parse_day(struct sv text, int32_t *day); /* YYYY-MM-DD, a real calendar date, 1900 to 2199 */
bool tm_parse_utc(struct sv text, int64_t *utc); /* YYYY-MM-DDTHH:MM[:SS[.fraction]], then Z or +00:00; the fraction is cut */
const char *tm_format_day(char out[TM_TEXT_MAX], int32_t day);
const char *tm_format_utc(char out[TM_TEXT_MAX], int64_t utc);

int32_t tm_day(int year, int month, int day); /* month 1 to 12, day 1 to 31 */
void tm_civil(int32_t day, int *year, int *month, int *mday);
int tm_weekday(int32_t day); /* 0 is Sunday */
int tm_days_in_month(int year, int month);

#endif
