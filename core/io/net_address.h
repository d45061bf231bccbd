/* Which addresses may be asked: https, and http on this machine alone. */
#ifndef WINDFALL_IO_NET_ADDRESS_H
#define WINDFALL_IO_NET_ADDRESS_H

#include <stdbool.h>

struct net_address {
	bool https, loopback;
};

bool net_address_parse(const char *url, struct net_address *address); /* false: it may not */

#endif
