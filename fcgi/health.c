#include "core/base/tm.h"
#include "core/query/head.h"
#include "fcgi/handlers.h"

#define HEALTH_REMEMBERED_MS 1000

/* The process answers; nothing else is asked. */
enum rc health_live(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	(void)app, (void)params, (void)err;
	buf_add_str(reply->body, "{\"status\":\"ok\"}");
	return RC_OK;
}

/* Whether a request could be answered: PostgreSQL must, Redis may. Remembered for a second, so that probes cost nothing. */
enum rc health_ready(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	int64_t now = tm_monotonic_ms();
	(void)params;
	if (app->ready_at_ms == 0 || now - app->ready_at_ms >= HEALTH_REMEMBERED_MS) {
		app->ready_database = head_ping(app->db, err) == RC_OK;
		app->ready_redis = kv_ping(app->kv);
		app->ready_at_ms = now;
	}
	if (!app->ready_database)
		return err_set(err, RC_UNAVAILABLE, "the database does not answer");
	buf_addf(reply->body, "{\"status\":\"ready\",\"database\":true,\"redis\":%s}", app->ready_redis ? "true" : "false");
	return RC_OK;
}
