#include "core/io/net_counts.h"

struct net_counts net_counts_since(struct net_counts now, struct net_counts before)
{
	return (struct net_counts){now.requests - before.requests, now.retries - before.retries, now.bytes - before.bytes,
	                           now.throttled - before.throttled};
}

void net_counts_add(struct net_counts *sum, struct net_counts more)
{
	sum->requests += more.requests;
	sum->retries += more.retries;
	sum->bytes += more.bytes;
	sum->throttled += more.throttled;
}
