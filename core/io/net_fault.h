/* Which ends of a transfer are faults, by what word, and whether another try may help. */
#ifndef WINDFALL_IO_NET_FAULT_H
#define WINDFALL_IO_NET_FAULT_H

#include <curl/curl.h>
#include <stdbool.h>

struct net_fault {
	const char *word; /* as net_reply.failure; NULL: the reply is final */
	bool again;
};

struct net_fault net_fault_of_transfer(CURLcode code); /* of a transfer that failed */
struct net_fault net_fault_of_status(int status);      /* 0 to 999 */

#endif
