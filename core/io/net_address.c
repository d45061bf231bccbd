#include "core/io/net_address.h"

#include <curl/curl.h>
#include <string.h>

#include "core/base/num.h"
#include "core/base/sv.h"

static bool host_is_loopback(const char *host)
{
	struct sv rest = sv_of(host), part;
	int64_t number;
	int parts = 0;

	if (sv_eq_str(rest, "localhost") || sv_eq_str(rest, "[::1]"))
		return true;
	if (!sv_starts(rest, SV("127.")))
		return false;
	for (; sv_next(&rest, '.', &part); parts++)
		if (!num_parse_range(part, 0, 255, &number))
			return false;
	return parts == 4;
}

bool net_address_parse(const char *url, struct net_address *address)
{
	CURLU *parts = curl_url();
	char *scheme = NULL, *host = NULL;
	bool ok = parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
	          curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK && curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK;

	if (ok) {
		address->https = strcmp(scheme, "https") == 0;
		address->loopback = host_is_loopback(host);
		ok = address->https || (strcmp(scheme, "http") == 0 && address->loopback);
	}
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	return ok;
}
