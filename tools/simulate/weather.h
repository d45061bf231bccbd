/* Wind, and how much of it the grid cannot carry: smooth in time, the same for a moment whatever else is asked for. In permille. */
#ifndef WINDFALL_SIMULATE_WEATHER_H
#define WINDFALL_SIMULATE_WEATHER_H

#include <stdint.h>

enum weather_region { WEATHER_SCOTLAND, WEATHER_ENGLAND };

/* Output of the region's farms as a share of their capacity. */
int weather_wind_permille(uint64_t seed, enum weather_region region, int64_t utc);

/* Share of that output that is bid off; 0 in calm weather. */
int weather_constraint_permille(uint64_t seed, enum weather_region region, int64_t utc);

#endif
