#include "fcgi/app.h"

#define APP_STATEMENT_TIMEOUT_MS 2000

enum rc app_init(struct app *app, struct err *err)
{
	*app = (struct app){0};
	enum rc rc = cfg_load(&app->cfg, err);
	if (rc == RC_OK)
		rc = db_open(&app->db, cfg_get(&app->cfg, CFG_DATABASE_API), APP_STATEMENT_TIMEOUT_MS, err);
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
