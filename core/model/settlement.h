/* Settlement dates and periods: the one place that knows how many half hours a day has. Days are civil days of Europe/London. */
#ifndef WINDFALL_MODEL_SETTLEMENT_H
#define WINDFALL_MODEL_SETTLEMENT_H

#include <stdint.h>

#include "core/base/sv.h"

#define SETTLEMENT_PERIODS_MAX 50
#define SETTLEMENT_FIRST_YEAR 2009 /* the calendar kept in the database */
#define SETTLEMENT_LAST_YEAR 2060
#define SETTLEMENT_PERIOD_S 1800

/* 46 on the last Sunday of March, 50 on the last Sunday of October, else 48. */
int settlement_periods(int32_t day);

/* UTC second at which the day, or its period (from 1), starts. */
int64_t settlement_day_start_utc(int32_t day);
int64_t settlement_start_utc(int32_t day, int period);

/* The London day that holds a UTC second. "Today" is settlement_day_of(tm_now_utc()). */
int32_t settlement_day_of(int64_t utc);

/* A reading before this UTC second is provisional: the start of D+2. */
int64_t settlement_provisional_until_utc(int32_t day);

#endif
