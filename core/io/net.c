#include "core/io/net.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/base/version.h"
#include "core/io/net_address.h"
#include "core/io/net_fault.h"
#include "core/io/net_policy.h"

#define REDIRECTS_MOST 3
#define CONNECT_MS 5000
#define SLOW_BYTES_A_S 64L /* slower than this for so long is a hang */
#define SLOW_S 15L
#define POLL_MOST_MS 200 /* how soon a stop is noticed */
#define USER_AGENT "windfall/" VERSION_TEXT " (reads settlement stacks; paced, retries with back-off)"

enum job_state { JOB_WAITING, JOB_FLYING, JOB_DONE };

struct job {
	const struct net_request *request;
	enum job_state state;
	int tries;
	int64_t not_before_ms;
};

/* One transfer at a time; the handle stays, and with it the connection. */
struct slot {
	CURL *easy;
	struct job *job; /* NULL: free */
	struct buf body;
	struct curl_slist *headers; /* of a POST */
	int redirects;
	char error[CURL_ERROR_SIZE];
};

struct net {
	CURLM *multi;
	struct curl_slist *headers;
	struct net_options options;
	struct net_policy_bucket bucket;
	struct net_counts counts;
	uint32_t dice; /* for jitter alone */
	struct slot *slots;
};

struct batch {
	struct net *net;
	struct job *jobs;
	int n, left, tries;
	const struct net_post *post; /* NULL: they are GETs */
	bool (*judge)(void *ctx, void *tag, struct sv body);
	enum rc (*done)(void *ctx, const struct net_request *request, const struct net_reply *reply, struct err *err);
	void *ctx;
};

enum rc net_check_url(const char *url, struct err *err)
{
	struct net_address address;

	if (net_address_parse(url, &address))
		return RC_OK;
	return err_set(err, RC_CONFIG, "%.120s: must be an https address (http only to 127.0.0.1, [::1] or localhost)", url);
}

/* Counts what was unpacked: libcurl's own limit sees the packed size only. */
static size_t body_take(char *bytes, size_t size, size_t n, void *userdata)
{
	struct buf *body = userdata;

	buf_add(body, bytes, size * n);
	return buf_ok(body) ? size * n : 0;
}

static bool slot_open(struct slot *slot, const struct net *net)
{
	slot->easy = curl_easy_init();
	if (!slot->easy)
		return false;
	buf_init(&slot->body, LIMIT_REPLY_BYTES);
	curl_easy_setopt(slot->easy, CURLOPT_PRIVATE, slot);
	curl_easy_setopt(slot->easy, CURLOPT_WRITEFUNCTION, body_take);
	curl_easy_setopt(slot->easy, CURLOPT_WRITEDATA, &slot->body);
	curl_easy_setopt(slot->easy, CURLOPT_ERRORBUFFER, slot->error);
	curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, net->headers);
	curl_easy_setopt(slot->easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(slot->easy, CURLOPT_USERAGENT, USER_AGENT);
	curl_easy_setopt(slot->easy, CURLOPT_FOLLOWLOCATION, 0L); /* redirect_follow looks at each address first */
	curl_easy_setopt(slot->easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(slot->easy, CURLOPT_TIMEOUT_MS, (long)net->options.timeout_ms);
	curl_easy_setopt(slot->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(slot->easy, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES_A_S);
	curl_easy_setopt(slot->easy, CURLOPT_LOW_SPEED_TIME, SLOW_S);
	if (net->options.ca_file && net->options.ca_file[0])
		curl_easy_setopt(slot->easy, CURLOPT_CAINFO, net->options.ca_file);
	return true;
}

static bool parts_open(struct net *net)
{
	net->multi = curl_multi_init();
	net->headers = curl_slist_append(NULL, "Accept: application/json");
	net->slots = os_alloc((size_t)net->options.parallel * sizeof(*net->slots));
	if (!net->multi || !net->headers || !net->slots)
		return false;
	for (int i = 0; i < net->options.parallel; i++)
		if (!slot_open(&net->slots[i], net))
			return false;
	return curl_multi_setopt(net->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)net->options.parallel) == CURLM_OK;
}

enum rc net_open(struct net **out, const struct net_options *options, struct err *err)
{
	struct net *net;
	enum rc rc;

	*out = NULL;
	if (options->parallel < 1 || options->tries < 1 || options->rate < 0)
		return err_set(err, RC_CONFIG, "requests at once and tries must be at least 1, the rate not negative");
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(err, RC_FAIL, "libcurl does not start");
	net = os_alloc(sizeof(*net));
	if (!net) {
		curl_global_cleanup();
		return err_set(err, RC_FAIL, "no memory for the network");
	}
	net->options = *options;
	net_policy_init(&net->bucket, options->rate, options->parallel, tm_monotonic_ms());
	rc = os_random(&net->dice, sizeof(net->dice), err);
	if (rc == RC_OK && !parts_open(net))
		rc = err_set(err, RC_FAIL, "no memory for %d requests at once", options->parallel);
	if (rc == RC_OK)
		*out = net;
	else
		net_close(net);
	return rc;
}

void net_close(struct net *net)
{
	if (!net)
		return;
	for (int i = 0; net->slots && i < net->options.parallel; i++) {
		curl_easy_cleanup(net->slots[i].easy);
		buf_fini(&net->slots[i].body);
		curl_slist_free_all(net->slots[i].headers);
	}
	os_free(net->slots);
	curl_slist_free_all(net->headers);
	curl_multi_cleanup(net->multi);
	os_free(net);
	curl_global_cleanup();
}

struct net_counts net_counted(const struct net *net)
{
	return net->counts;
}

static uint32_t dice_throw(struct net *net)
{
	net->dice = net->dice * 1664525u + 1013904223u;
	return net->dice >> 8;
}

static enum rc slot_make_post(struct slot *slot, const struct net_post *post, struct err *err)
{
	const char *const *headers = NULL;
	struct sv body = {0};
	enum rc rc = post->prepare(post->ctx, &headers, &body, err);

	curl_slist_free_all(slot->headers);
	slot->headers = NULL;
	for (; rc == RC_OK && *headers; headers++) {
		struct curl_slist *list = curl_slist_append(slot->headers, *headers);

		if (!list)
			return err_set(err, RC_FAIL, "no memory for the headers of a request");
		slot->headers = list;
	}
	curl_easy_setopt(slot->easy, CURLOPT_POST, 1L);
	curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.n);
	curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDS, body.p);
	curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, slot->headers);
	return rc;
}

/* The address was checked: http means loopback. No proxy stands between a machine and itself. */
static enum rc slot_start(struct batch *batch, struct slot *slot, const char *url, struct err *err)
{
	struct net *net = batch->net;
	struct net_address address;
	enum rc rc = batch->post ? slot_make_post(slot, batch->post, err) : RC_OK;

	if (rc != RC_OK)
		return rc;
	if (!net_address_parse(url, &address))
		return net_check_url(url, err);
	if (!batch->post) {
		curl_easy_setopt(slot->easy, CURLOPT_HTTPGET, 1L);
		curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, net->headers);
	}
	buf_clear(&slot->body);
	slot->error[0] = '\0';
	curl_easy_setopt(slot->easy, CURLOPT_PROTOCOLS_STR, address.https ? "https" : "http");
	curl_easy_setopt(slot->easy, CURLOPT_NOPROXY, address.loopback ? "*" : NULL);
	if (curl_easy_setopt(slot->easy, CURLOPT_URL, url) != CURLE_OK || curl_multi_add_handle(net->multi, slot->easy) != CURLM_OK)
		return err_set(err, RC_FAIL, "libcurl refuses %.120s", url);
	net->counts.requests++;
	return RC_OK;
}

static enum rc job_start(struct batch *batch, struct slot *slot, struct job *job, struct err *err)
{
	slot->job = job;
	slot->redirects = 0;
	job->state = JOB_FLYING;
	job->tries++;
	return slot_start(batch, slot, job->request->url, err);
}

/* A redirect may leave http for https, never the other way, nor lead off this machine over http. */
static const char *redirect_of(const struct slot *slot)
{
	char *from = NULL, *to = NULL;
	struct net_address source, target;

	curl_easy_getinfo(slot->easy, CURLINFO_REDIRECT_URL, &to);
	curl_easy_getinfo(slot->easy, CURLINFO_EFFECTIVE_URL, &from);
	if (!to || !from || slot->redirects >= REDIRECTS_MOST || !net_address_parse(from, &source) || !net_address_parse(to, &target))
		return NULL;
	return source.https && !target.https ? NULL : to;
}

struct verdict {
	struct net_reply reply;
	bool again; /* another try may help */
	int64_t retry_after_s;
};

static void verdict_on_fault(const struct slot *slot, CURLcode code, struct verdict *v)
{
	const struct net_fault fault = net_fault_of_transfer(code);

	v->reply.failure = fault.word;
	v->again = fault.again;
	(void)snprintf(v->reply.detail, sizeof(v->reply.detail), "%.150s", slot->error[0] ? slot->error : curl_easy_strerror(code));
	if (code == CURLE_WRITE_ERROR && !buf_ok(&slot->body)) {
		v->reply.failure = "too_large";
		v->again = false;
		(void)snprintf(v->reply.detail, sizeof(v->reply.detail), "more than %u bytes", LIMIT_REPLY_BYTES);
	}
}

static void verdict_on_status(const struct batch *batch, const struct slot *slot, struct verdict *v)
{
	const struct net_fault fault = net_fault_of_status(v->reply.status);

	v->reply.failure = fault.word;
	v->again = fault.again;
	(void)snprintf(v->reply.detail, sizeof(v->reply.detail), "HTTP %d", v->reply.status);
	if (v->reply.status == 200 && batch->judge && !batch->judge(batch->ctx, slot->job->request->tag, v->reply.body)) {
		v->reply.failure = "malformed";
		v->again = true;
		(void)snprintf(v->reply.detail, sizeof(v->reply.detail), "a body of %zu bytes that is not the JSON expected", v->reply.body.n);
	}
	if (batch->post && !v->reply.failure) {
		v->reply.failure = batch->post->judge(batch->post->ctx, &v->reply);
		v->again = v->reply.failure != NULL;
	}
}

static int64_t slot_served_utc(const struct slot *slot)
{
	struct curl_header *date;
	bool said = curl_easy_header(slot->easy, "Date", 0, CURLH_HEADER, -1, &date) == CURLHE_OK;
	int64_t utc = said ? curl_getdate(date->value, NULL) : -1;

	return utc > 0 ? utc : 0;
}

static struct verdict verdict_of(const struct batch *batch, const struct slot *slot, CURLcode code)
{
	struct verdict v = {.reply = {.body = buf_sv(&slot->body), .tries = slot->job->tries}};
	curl_off_t retry_after = 0;
	long status = 0;

	curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(slot->easy, CURLINFO_RETRY_AFTER, &retry_after);
	v.reply.status = (int)status;
	v.reply.served_utc = slot_served_utc(slot);
	v.retry_after_s = retry_after;
	if (code != CURLE_OK)
		verdict_on_fault(slot, code, &v);
	else
		verdict_on_status(batch, slot, &v);
	return v;
}

static void bucket_learn(struct net *net, const struct verdict *v)
{
	if (v->reply.status == 429) {
		net->counts.throttled++;
		net_policy_throttled(&net->bucket, tm_monotonic_ms());
	} else if (!v->reply.failure) {
		net_policy_recover(&net->bucket);
	}
}

static enum rc slot_settle(struct batch *batch, struct slot *slot, CURLcode code, struct err *err)
{
	struct net *net = batch->net;
	struct job *job = slot->job;
	struct verdict v = verdict_of(batch, slot, code);
	enum rc rc = RC_OK;

	net->counts.bytes += (int64_t)slot->body.len;
	bucket_learn(net, &v);
	if (v.reply.failure && v.again && job->tries < batch->tries) {
		job->state = JOB_WAITING;
		job->not_before_ms = tm_monotonic_ms() + net_policy_backoff_ms(job->tries, v.retry_after_s, dice_throw(net));
		net->counts.retries++;
	} else {
		job->state = JOB_DONE;
		batch->left--;
		rc = batch->post ? batch->post->done(batch->ctx, &v.reply, err) : batch->done(batch->ctx, job->request, &v.reply, err);
	}
	slot->job = NULL;
	return rc;
}

static enum rc slot_end(struct batch *batch, struct slot *slot, CURLcode code, struct err *err)
{
	const char *target = code == CURLE_OK && !batch->post ? redirect_of(slot) : NULL;

	curl_multi_remove_handle(batch->net->multi, slot->easy);
	if (!target)
		return slot_settle(batch, slot, code, err);
	slot->redirects++;
	return slot_start(batch, slot, target, err);
}

/* One that ended; NULL where none has. */
static struct slot *slot_ended(struct net *net, CURLcode *code)
{
	struct slot *slot = NULL;
	CURLMsg *message;
	int queued;

	while (!slot && (message = curl_multi_info_read(net->multi, &queued))) {
		*code = message->data.result; /* the message dies with remove_handle */
		if (message->msg == CURLMSG_DONE)
			curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&slot);
	}
	return slot;
}

static struct slot *slot_free(const struct net *net)
{
	for (int i = 0; i < net->options.parallel; i++)
		if (!net->slots[i].job)
			return &net->slots[i];
	return NULL;
}

/* The waiting job that may go first; NULL where none waits. */
static struct job *job_next(const struct batch *batch)
{
	struct job *next = NULL;

	for (int i = 0; i < batch->n; i++) {
		struct job *job = &batch->jobs[i];

		if (job->state == JOB_WAITING && (!next || job->not_before_ms < next->not_before_ms))
			next = job;
	}
	return next;
}

/* Starts what may start now; *wait_ms is how long nothing more can. */
static enum rc jobs_start(struct batch *batch, int *wait_ms, struct err *err)
{
	struct net *net = batch->net;
	enum rc rc = RC_OK;
	struct slot *slot;
	struct job *job;

	*wait_ms = POLL_MOST_MS;
	while (rc == RC_OK && (slot = slot_free(net)) && (job = job_next(batch))) {
		int64_t now = tm_monotonic_ms();
		int64_t wait = job->not_before_ms - now;

		if (wait <= 0 && !net_policy_take(&net->bucket, now))
			wait = net_policy_wait_ms(&net->bucket);
		if (wait > 0) {
			*wait_ms = wait < POLL_MOST_MS ? (int)wait : POLL_MOST_MS;
			break;
		}
		rc = job_start(batch, slot, job, err);
	}
	return rc;
}

/* Takes one reply at most: while it is worked on, the next request is on its way in the place of the one before. */
static enum rc batch_step(struct batch *batch, struct err *err)
{
	CURLcode code = CURLE_OK;
	int wait_ms, running;
	enum rc rc = jobs_start(batch, &wait_ms, err);

	if (rc != RC_OK)
		return rc;
	if (curl_multi_perform(batch->net->multi, &running) != CURLM_OK)
		return err_set(err, RC_FAIL, "libcurl cannot go on");
	struct slot *ended = slot_ended(batch->net, &code);
	if (ended)
		return slot_end(batch, ended, code, err);
	(void)curl_multi_poll(batch->net->multi, NULL, 0, wait_ms, NULL); /* the next step finds out what failed */
	return RC_OK;
}

static void flying_drop(struct net *net)
{
	for (int i = 0; i < net->options.parallel; i++) {
		if (net->slots[i].job)
			curl_multi_remove_handle(net->multi, net->slots[i].easy);
		net->slots[i].job = NULL;
	}
}

static enum rc batch_run(struct batch *batch, const struct net_request *requests, struct err *err)
{
	enum rc rc;

	batch->left = batch->n;
	batch->jobs = os_alloc((size_t)batch->n * sizeof(struct job));
	rc = batch->jobs ? RC_OK : err_set(err, RC_FAIL, "no memory for %d requests", batch->n);
	for (int i = 0; rc == RC_OK && i < batch->n; i++) {
		batch->jobs[i].request = &requests[i];
		rc = net_check_url(requests[i].url, err);
	}
	while (rc == RC_OK && batch->left > 0)
		rc = os_stopping() ? err_set(err, RC_PARTLY, "stopped with %d of %d requests done", batch->n - batch->left, batch->n)
		                   : batch_step(batch, err);
	flying_drop(batch->net);
	os_free(batch->jobs);
	return rc;
}

enum rc net_get_all(struct net *net, const struct net_request *requests, int n, bool (*judge)(void *ctx, void *tag, struct sv body),
                    enum rc (*done)(void *ctx, const struct net_request *request, const struct net_reply *reply, struct err *err),
                    void *ctx, struct err *err)
{
	struct batch batch = {.net = net, .n = n, .tries = net->options.tries, .judge = judge, .done = done, .ctx = ctx};

	return batch_run(&batch, requests, err);
}

enum rc net_post(struct net *net, const struct net_post *post, struct err *err)
{
	const struct net_request request = {post->url, NULL};
	struct batch batch = {.net = net, .n = 1, .tries = post->tries, .post = post, .ctx = post->ctx};

	return batch_run(&batch, &request, err);
}
