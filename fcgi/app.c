#include "fcgi/app.h"

enum rc app_init(struct app *app, int statement_timeout_ms, struct err *err)
{
	*app = (struct app){0};
	enum rc rc = cfg_load(&app->cfg, err);
	if (rc == RC_OK)
		rc = db_open(&app->db, cfg_get(&app->cfg, CFG_DATABASE_API), statement_timeout_ms, err);
	if (rc == RC_OK)
		rc = kv_open(&app->kv, cfg_get(&app->cfg, CFG_REDIS_SOCKET), err);
	return rc;
}

void app_fini(struct app *app)
{
	db_close(app->db);
	kv_close(app->kv);
	cfg_fini(&app->cfg);
}
