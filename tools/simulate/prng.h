/* Repeatable chance: a hash of keys where a value must not depend on what was drawn before it, and a stream of draws. Integers only. */
#ifndef WINDFALL_SIMULATE_PRNG_H
#define WINDFALL_SIMULATE_PRNG_H

#include <stdbool.h>
#include <stdint.h>

struct prng {
	uint64_t state;
};

uint64_t prng_hash(uint64_t seed, uint64_t a, uint64_t b);

void prng_init(struct prng *p, uint64_t seed, uint64_t a, uint64_t b);
uint32_t prng_below(struct prng *p, uint32_t n);                 /* 0 to n - 1 */
int64_t prng_between(struct prng *p, int64_t low, int64_t high); /* both included */
bool prng_chance(struct prng *p, uint32_t permille);

#endif
