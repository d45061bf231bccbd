#include "tools/simulate/prng.h"

/* splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
static uint64_t mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

uint64_t prng_hash(uint64_t seed, uint64_t a, uint64_t b)
{
	return mix(mix(mix(seed) ^ a) ^ b);
}

void prng_init(struct prng *p, uint64_t seed, uint64_t a, uint64_t b)
{
	p->state = prng_hash(seed, a, b);
}

uint32_t prng_below(struct prng *p, uint32_t n)
{
	p->state = mix(p->state);
	return (uint32_t)((p->state >> 32) * n >> 32);
}

int64_t prng_between(struct prng *p, int64_t low, int64_t high)
{
	return low + prng_below(p, (uint32_t)(high - low + 1));
}

bool prng_chance(struct prng *p, uint32_t permille)
{
	return prng_below(p, 1000) < permille;
}
