/* What one worker holds: its settings and its connections. Made after the fork; both connections open at their first use. */
#ifndef WINDFALL_FCGI_APP_H
#define WINDFALL_FCGI_APP_H

#include "core/base/cfg.h"
#include "core/io/db.h"
#include "core/io/kv.h"

#define APP_VERSION "1.0.0"

struct app {
	struct cfg cfg;
	struct db *db;
	struct kv *kv;
	int64_t ready_at_ms; /* when /readyz last asked; 0: never */
	bool ready_database, ready_redis;
};

/* Reads the settings; RC_CONFIG where one is wrong. A database or Redis that is down is no failure here. */
enum rc app_init(struct app *app, int statement_timeout_ms, struct err *err) MUST_CHECK;
void app_fini(struct app *app);

#endif
