#include "core/io/net_policy.h"

#define REQUEST_MICRO INT64_C(1000000)
#define RATE_LEAST_MILLI 500
#define HALVE_EVERY_MS 1000
#define RECOVER_PART 50
#define BACKOFF_FIRST_MS 500
#define BACKOFF_DOUBLINGS 6
#define BACKOFF_MOST_MS 60000

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void net_policy_init(struct net_policy_bucket *b, int rate, int burst, int64_t now_ms)
{
	*b = (struct net_policy_bucket){.full_milli = rate * INT64_C(1000),
	                                .rate_milli = rate * INT64_C(1000),
	                                .credit_micro = burst * REQUEST_MICRO,
	                                .cap_micro = burst * REQUEST_MICRO,
	                                .filled_ms = now_ms,
	                                .halved_ms = now_ms - HALVE_EVERY_MS};
}

/* 1e-3 requests a second × 1e-3 seconds are 1e-6 requests: no division, nothing lost. */
bool net_policy_take(struct net_policy_bucket *b, int64_t now_ms)
{
	if (b->full_milli == 0)
		return true;
	b->credit_micro = least(b->cap_micro, b->credit_micro + b->rate_milli * (now_ms - b->filled_ms));
	b->filled_ms = now_ms;
	if (b->credit_micro < REQUEST_MICRO)
		return false;
	b->credit_micro -= REQUEST_MICRO;
	return true;
}

int64_t net_policy_wait_ms(const struct net_policy_bucket *b)
{
	int64_t lacking = REQUEST_MICRO - b->credit_micro;

	return b->full_milli == 0 || lacking <= 0 ? 0 : (lacking + b->rate_milli - 1) / b->rate_milli;
}

void net_policy_throttled(struct net_policy_bucket *b, int64_t now_ms)
{
	if (now_ms - b->halved_ms < HALVE_EVERY_MS)
		return;
	b->halved_ms = now_ms;
	b->rate_milli = most(b->rate_milli / 2, least(RATE_LEAST_MILLI, b->full_milli));
}

void net_policy_recover(struct net_policy_bucket *b)
{
	b->rate_milli = least(b->full_milli, b->rate_milli + b->full_milli / RECOVER_PART);
}

int64_t net_policy_backoff_ms(int tries, int64_t retry_after_s, uint32_t dice)
{
	int64_t whole = (int64_t)BACKOFF_FIRST_MS << least(tries - 1, BACKOFF_DOUBLINGS);
	int64_t wait = whole / 2 + dice % (whole / 2 + 1);

	return least(BACKOFF_MOST_MS, most(wait, least(retry_after_s, BACKOFF_MOST_MS) * 1000));
}
