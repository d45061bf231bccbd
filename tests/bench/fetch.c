/* fetch PARALLEL <URLS: gets every address of its input by libcurl's multi interface, so many at once, and throws the bytes away. Prints
 * "requests bytes ms". The least that fetching can cost. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/num.h"
#include "core/base/tm.h"

#define INPUT_MAX (4u << 20)
#define PARALLEL_MAX 64

static size_t count_bytes(char *bytes, size_t size, size_t n, void *sum) /* NOLINT(readability-non-const-parameter): libcurl's type */
{
	(void)bytes;
	*(size_t *)sum += size * n;
	return size * n;
}

static bool start_next(CURLM *multi, CURL *easy, char **next)
{
	char *url = *next, *end = strchr(url, '\n');
	if (end == NULL)
		return false;
	*end = '\0';
	*next = end + 1;
	return curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK && curl_multi_add_handle(multi, easy) == CURLM_OK;
}

/* Takes what ended and starts the next in its place; false where one failed. */
static bool turn_over(CURLM *multi, char **next, size_t *done)
{
	CURLMsg *message;
	int queued;
	while ((message = curl_multi_info_read(multi, &queued)) != NULL) {
		CURL *easy = message->easy_handle;
		if (message->data.result != CURLE_OK)
			return false;
		(*done)++;
		(void)curl_multi_remove_handle(multi, easy);
		(void)start_next(multi, easy, next);
	}
	return true;
}

static bool get_all(CURLM *multi, char **next, size_t *done)
{
	int running = 1;
	while (running > 0) {
		if (curl_multi_perform(multi, &running) != CURLM_OK || !turn_over(multi, next, done))
			return false;
		if (curl_multi_perform(multi, &running) == CURLM_OK && running > 0)
			(void)curl_multi_poll(multi, NULL, 0, 1000, NULL);
	}
	return true;
}

int main(int argc, char **argv)
{
	int64_t parallel = 0;
	char *urls = malloc(INPUT_MAX);
	size_t bytes = 0, done = 0, n = urls == NULL ? 0 : fread(urls, 1, INPUT_MAX - 1, stdin);
	CURLM *multi = curl_multi_init();
	if (argc != 2 || !num_parse_range(sv_of(argv[1]), 1, PARALLEL_MAX, &parallel) || n == 0 || multi == NULL)
		return 1;
	urls[n] = '\0';
	char *next = urls;
	int64_t from_ms = tm_monotonic_ms();
	for (int i = 0; i < parallel; i++) {
		CURL *easy = curl_easy_init();
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, count_bytes);
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bytes);
		curl_easy_setopt(easy, CURLOPT_HTTPHEADER, curl_slist_append(NULL, "Accept-Encoding: gzip"));
		(void)start_next(multi, easy, &next);
	}
	if (!get_all(multi, &next, &done))
		return 1;
	printf("%zu %zu %lld\n", done, bytes, (long long)(tm_monotonic_ms() - from_ms));
	return 0;
}
