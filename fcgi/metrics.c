#include "fcgi/metrics.h"

#include <inttypes.h>

#include "fcgi/handlers.h"
#include "fcgi/route.h"
#include "fcgi/scoreboard.h"
#include "fcgi/worker.h"

/* Upper bounds of a histogram's buckets; the last bucket has none. */
static const int64_t bounds_us[SCOREBOARD_BUCKETS - 1] = {250,   500,    1000,   2500,   5000,    10000,  25000,
                                                          50000, 100000, 250000, 500000, 1000000, 2500000};

static int64_t load(const _Atomic int64_t *counter)
{
	return atomic_load_explicit(counter, memory_order_relaxed);
}

static void add(_Atomic int64_t *counter, int64_t n)
{
	if (n != 0)
		(void)atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

void metrics_request(const struct response *response, int64_t us)
{
	int route = response->route_no < SCOREBOARD_ROUTES ? response->route_no : 0, bucket = 0;

	while (bucket < SCOREBOARD_BUCKETS - 1 && us > bounds_us[bucket])
		bucket++;
	add(&scoreboard->routes[route].requests[response->status % SCOREBOARD_STATUSES], 1);
	add(&scoreboard->routes[route].buckets[bucket], 1);
	add(&scoreboard->routes[route].us, us);
	if (response->cache)
		add(response->cache[0] == 'h' ? &scoreboard->cache_hits : &scoreboard->cache_misses, 1);
}

void metrics_failures(int64_t database, int64_t redis)
{
	add(&scoreboard->database_errors, database);
	add(&scoreboard->redis_errors, redis);
}

/* The exact decimal of a count of microseconds, in seconds. */
static void add_seconds(struct buf *out, int64_t us)
{
	buf_addf(out, "%" PRId64 ".%06" PRId64, us / 1000000, us % 1000000);
}

static void add_family(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_addf(out, "# HELP windfall_%s %s\n# TYPE windfall_%s %s\n", name, help, name, type);
}

static const char *route_name(int route)
{
	return route > 0 ? route_table_rows[route - 1].path : "none";
}

/* One more than the table has rows: 0 is no route. */
static int n_routes(void)
{
	int n = 1;

	while (n < SCOREBOARD_ROUTES && route_table_rows[n - 1].path)
		n++;
	return n;
}

static void add_requests(struct buf *out)
{
	add_family(out, "requests_total", "counter", "Requests answered, by route and status.");
	for (int route = 0; route < n_routes(); route++) {
		for (int status = 0; status < SCOREBOARD_STATUSES; status++) {
			int64_t n = load(&scoreboard->routes[route].requests[status]);
			if (n > 0)
				buf_addf(out, "windfall_requests_total{route=\"%s\",status=\"%d\"} %" PRId64 "\n", route_name(route), status, n);
		}
	}
}

static void add_histogram(struct buf *out, int route)
{
	const char *name = route_name(route);
	int64_t n = 0;

	for (int i = 0; i < SCOREBOARD_BUCKETS; i++) {
		n += load(&scoreboard->routes[route].buckets[i]);
		buf_addf(out, "windfall_request_seconds_bucket{route=\"%s\",le=\"", name);
		if (i < SCOREBOARD_BUCKETS - 1)
			add_seconds(out, bounds_us[i]);
		else
			buf_add_str(out, "+Inf");
		buf_addf(out, "\"} %" PRId64 "\n", n);
	}
	buf_addf(out, "windfall_request_seconds_sum{route=\"%s\"} ", name);
	add_seconds(out, load(&scoreboard->routes[route].us));
	buf_addf(out, "\nwindfall_request_seconds_count{route=\"%s\"} %" PRId64 "\n", name, n);
}

static void add_latencies(struct buf *out)
{
	add_family(out, "request_seconds", "histogram", "Time from a request's arrival at its process to the end of its answer.");
	for (int route = 0; route < n_routes(); route++)
		add_histogram(out, route);
}

static void add_counter(struct buf *out, const char *name, const char *help, const _Atomic int64_t *counter)
{
	add_family(out, name, "counter", help);
	buf_addf(out, "windfall_%s %" PRId64 "\n", name, load(counter));
}

static void add_workers(struct buf *out)
{
	static const char *const causes[SCOREBOARD_ENDS] = {"planned", "crashed", "hung"};

	add_family(out, "workers", "gauge", "Processes of each pool.");
	for (enum route_pool pool = 0; pool < SCOREBOARD_POOLS; pool++)
		buf_addf(out, "windfall_workers{pool=\"%s\"} %" PRId64 "\n", worker_pool_name(pool), load(&scoreboard->pools[pool].running));
	add_family(out, "worker_ends_total", "counter", "Processes that ended, and are started again.");
	for (enum route_pool pool = 0; pool < SCOREBOARD_POOLS; pool++)
		for (int cause = 0; cause < SCOREBOARD_ENDS; cause++)
			buf_addf(out, "windfall_worker_ends_total{pool=\"%s\",cause=\"%s\"} %" PRId64 "\n", worker_pool_name(pool), causes[cause],
			         load(&scoreboard->pools[pool].ends[cause]));
}

enum rc metrics_get(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct buf *out = reply->body;

	(void)app, (void)params, (void)err;
	reply->content_type = "text/plain; version=0.0.4; charset=utf-8";
	add_requests(out);
	add_latencies(out);
	add_counter(out, "cache_hits_total", "Pages answered from Redis.", &scoreboard->cache_hits);
	add_counter(out, "cache_misses_total", "Pages that PostgreSQL had to be asked for.", &scoreboard->cache_misses);
	add_counter(out, "database_errors_total", "Statements and connections that failed.", &scoreboard->database_errors);
	add_counter(out, "redis_errors_total", "Connections to Redis that failed.", &scoreboard->redis_errors);
	add_workers(out);
	return RC_OK;
}
