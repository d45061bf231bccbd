#include "tools/simulate/weather.h"

#include <stddef.h>

#include "tools/simulate/prng.h"

#define STREAM_WEATHER 0x77696e64u
#define HOUR_S 3600
#define CALM_PERMILLE 300
#define LOCAL_PERMILLE 20 /* a line out somewhere: a few farms on any windy day */

static int clamp_permille(int64_t v)
{
	return v < 0 ? 0 : v > 1000 ? 1000 : (int)v;
}

/* Value noise: a hashed level every length_s, joined by a smooth step. */
static int64_t noise(uint64_t seed, uint64_t stream, int64_t utc, int64_t length_s)
{
	int64_t step = utc / length_s, x = utc % length_s * 1024 / length_s;
	int64_t weight = x * x * (3 * 1024 - 2 * x) >> 20;
	int64_t a = (int64_t)(prng_hash(seed, stream, (uint64_t)step) % 1001);
	int64_t b = (int64_t)(prng_hash(seed, stream, (uint64_t)step + 1) % 1001);
	return a + ((b - a) * weight >> 10);
}

/* Fronts that take days to pass the whole island, and what is local and quick. */
static const struct octave {
	int hours, weight;
	int local;
} octaves[] = {{58, 5, 0}, {31, 2, 1}, {13, 2, 1}, {4, 1, 1}};

int weather_wind_permille(uint64_t seed, enum weather_region region, int64_t utc)
{
	int64_t sum = 0, weights = 0;

	for (size_t i = 0; i < sizeof(octaves) / sizeof(octaves[0]); i++) {
		const struct octave *o = &octaves[i];
		uint64_t stream = STREAM_WEATHER + i * 16 + (o->local ? (uint64_t)region + 1 : 0);
		sum += o->weight * noise(seed, stream, utc, (int64_t)o->hours * HOUR_S);
		weights += o->weight;
	}
	/* averaging octaves crowds the middle: spread it again */
	return clamp_permille((sum / weights - 500) * 17 / 10 + 480);
}

int weather_constraint_permille(uint64_t seed, enum weather_region region, int64_t utc)
{
	int64_t hour = utc / HOUR_S % 24;
	int64_t low_demand = hour < 6 || hour == 23 ? 80 : 0;
	int64_t wind = weather_wind_permille(seed, region, utc) + low_demand;
	int64_t excess = region == WEATHER_SCOTLAND ? (wind - 470) * 7 / 10 : (wind - 780) * 6 / 10;

	if (excess < LOCAL_PERMILLE)
		return wind < CALM_PERMILLE ? 0 : LOCAL_PERMILLE;
	return excess > 600 ? 600 : (int)excess;
}
