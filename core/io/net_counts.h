/* What went over the network. */
#ifndef WINDFALL_IO_NET_COUNTS_H
#define WINDFALL_IO_NET_COUNTS_H

#include <stdint.h>

struct net_counts {
	int64_t requests, retries, bytes, throttled; /* bytes of bodies, unpacked */
};

struct net_counts net_counts_since(struct net_counts now, struct net_counts before);
void net_counts_add(struct net_counts *sum, struct net_counts more);

#endif
