#include "core/io/net_fault.h"

static const struct transfer {
	CURLcode code;
	struct net_fault fault;
} transfers[] = {
    {CURLE_OPERATION_TIMEDOUT, {"timeout", true}},
    {CURLE_PARTIAL_FILE, {"truncated", true}},
    {CURLE_RECV_ERROR, {"reset", true}},
    {CURLE_SEND_ERROR, {"reset", true}},
    {CURLE_GOT_NOTHING, {"reset", true}},
    {CURLE_HTTP2_STREAM, {"reset", true}},
    {CURLE_BAD_CONTENT_ENCODING, {"malformed", true}},
    {CURLE_WEIRD_SERVER_REPLY, {"malformed", true}},
    {CURLE_PEER_FAILED_VERIFICATION, {"tls", false}},
    {CURLE_SSL_CACERT_BADFILE, {"tls", false}},
    {CURLE_SSL_CONNECT_ERROR, {"tls", true}},
    {CURLE_OK, {"transport", true}}, /* whatever else */
};

static const struct range {
	int from, to;
	struct net_fault fault;
} statuses[] = {
    {200, 200, {NULL, false}}, {300, 399, {"redirect", false}}, {408, 408, {"timeout", true}}, {429, 429, {"http_429", true}},
    {400, 499, {NULL, false}}, {500, 599, {"http_5xx", true}},  {0, 999, {"malformed", true}},
};

struct net_fault net_fault_of_transfer(CURLcode code)
{
	const struct transfer *transfer = transfers;

	while (transfer->code != CURLE_OK && transfer->code != code)
		transfer++;
	return transfer->fault;
}

struct net_fault net_fault_of_status(int status)
{
	const struct range *range = statuses;

	while (status < range->from || status > range->to)
		range++;
	return range->fault;
}
