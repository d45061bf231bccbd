/* When a request may go: the token bucket and the wait before another try. Pure: the clock is the caller's. */
#ifndef WINDFALL_IO_NET_POLICY_H
#define WINDFALL_IO_NET_POLICY_H

#include <stdbool.h>
#include <stdint.h>

struct net_policy_bucket {
	int64_t full_milli;              /* the rate asked for, 1e-3 requests a second; 0: no limit */
	int64_t rate_milli;              /* the rate now */
	int64_t credit_micro, cap_micro; /* 1e-6 requests that may go at once */
	int64_t filled_ms, halved_ms;
};

void net_policy_init(struct net_policy_bucket *b, int rate, int burst, int64_t now_ms);
bool net_policy_take(struct net_policy_bucket *b, int64_t now_ms);              /* one request; false: none may go yet */
int64_t net_policy_wait_ms(const struct net_policy_bucket *b);                  /* until one may, as of the last take */
void net_policy_throttled(struct net_policy_bucket *b, int64_t now_ms);         /* a 429: half the rate, at most once a second */
void net_policy_recover(struct net_policy_bucket *b);                           /* a good reply: 2 % of the full rate back */
int64_t net_policy_backoff_ms(int tries, int64_t retry_after_s, uint32_t dice); /* before the next try, after so many; at most a minute */

#endif
