/* fetch PARALLEL <URLS: gets every address of its input by libcurl's multi interface, so many at once, and throws the bytes away. Prints
 * "requests bytes ms". The least that fetching can cost. */
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "core/base/num.h"
#include "core/base/tm.h"

#define INPUT_MAX (4u << 20)
#define PARALLEL_MAX 64

static struct {
	char urls[INPUT_MAX], *next;
	CURLM *multi;
	CURL *easy[PARALLEL_MAX];
	struct curl_slist *headers;
	size_t done, under_way, bytes;
} fetch;

static size_t count_bytes(char *bytes, size_t size, size_t n, void *unused) /* NOLINT(readability-non-const-parameter): libcurl's type */
{
	(void)bytes;
	(void)unused;
	fetch.bytes += size * n;
	return size * n;
}

static void start_next(CURL *easy)
{
	char *url = fetch.next, *end = strchr(url, '\n');
	if (end == NULL)
		return;
	*end = '\0';
	fetch.next = end + 1;
	fetch.under_way += curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK && curl_multi_add_handle(fetch.multi, easy) == CURLM_OK;
}

/* Takes what ended and starts the next in its place; false where one failed. */
static bool turn_over(void)
{
	CURLMsg *message;
	int queued;
	while ((message = curl_multi_info_read(fetch.multi, &queued)) != NULL) {
		CURL *easy = message->easy_handle;
		if (message->data.result != CURLE_OK)
			return false;
		fetch.done++;
		fetch.under_way--;
		(void)curl_multi_remove_handle(fetch.multi, easy);
		start_next(easy);
	}
	return true;
}

static bool get_all(void)
{
	int running;
	while (fetch.under_way > 0) {
		if (curl_multi_perform(fetch.multi, &running) != CURLM_OK || !turn_over())
			return false;
		if (curl_multi_perform(fetch.multi, &running) == CURLM_OK && running == (int)fetch.under_way && running > 0)
			(void)curl_multi_poll(fetch.multi, NULL, 0, 1000, NULL);
	}
	return true;
}

static CURL *open_easy(void)
{
	CURL *easy = curl_easy_init();
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, count_bytes);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fetch.headers);
	return easy;
}

int main(int argc, char **argv)
{
	int64_t parallel = 0;
	fetch.next = fetch.urls;
	fetch.multi = curl_multi_init();
	fetch.headers = curl_slist_append(NULL, "Accept-Encoding: gzip");
	if (argc != 2 || !num_parse_range(sv_of(argv[1]), 1, PARALLEL_MAX, &parallel) || fread(fetch.urls, 1, INPUT_MAX - 1, stdin) == 0)
		return 1;
	int64_t from_ms = tm_monotonic_ms();
	for (int i = 0; i < parallel; i++)
		start_next(fetch.easy[i] = open_easy());
	if (!get_all())
		return 1;
	printf("%zu %zu %lld\n", fetch.done, fetch.bytes, (long long)(tm_monotonic_ms() - from_ms));
	return 0;
}
