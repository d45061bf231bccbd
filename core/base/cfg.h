/* Settings as a table: name, default, check, help. A value comes from the environment (WINDFALL_<NAME>, where not empty), else the file, else the default. */
#ifndef WINDFALL_BASE_CFG_H
#define WINDFALL_BASE_CFG_H

#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"

enum cfg_key {
	CFG_STATE_DIR, /* folder of the stack; windfall.conf lies there */
	CFG_HTTP_PORT,
	CFG_HTTP_ADDRESS,
	CFG_HTTPS_PORT,
	CFG_TLS_CERTIFICATE, /* of the site; empty: plain HTTP */
	CFG_TLS_KEY,
	CFG_FROM, /* first settlement date, empty: the last 7 complete days */
	CFG_TO,
	CFG_SOURCE, /* auto, live, recorded, simulated */
	CFG_RECORDED_DIR,
	CFG_ELEXON_URL,
	CFG_MEMPOOL_URL,
	CFG_ARCHIVE_DIR,    /* where live replies are kept */
	CFG_RATE,           /* requests a second to Elexon; 0: no limit */
	CFG_PARALLEL,       /* requests at once */
	CFG_DATABASE_OWNER, /* libpq DSN of each role */
	CFG_DATABASE_INGEST,
	CFG_DATABASE_API,
	CFG_REDIS_SOCKET,   /* empty: no Redis */
	CFG_DYNAMODB_TABLE, /* of the difficulty history; empty: PostgreSQL alone keeps it */
	CFG_DYNAMODB_ENDPOINT,
	CFG_CA_FILE,
	CFG_COUNT
};

struct cfg {
	char *value[CFG_COUNT]; /* never NULL after cfg_load */
};

/* Reads <state dir>/windfall.conf ("name = value" lines, # comments) where there is one, then the environment.
 * An unknown name, a repeated name or a value its check refuses is RC_CONFIG, naming file, line and what is allowed. */
enum rc cfg_load(struct cfg *cfg, struct err *err) MUST_CHECK;
void cfg_fini(struct cfg *cfg);
const char *cfg_get(const struct cfg *cfg, enum cfg_key key);
int64_t cfg_int(const struct cfg *cfg, enum cfg_key key);

/* A variable of the environment that is another's to name (AWS's, HOME); NULL where unset or empty. */
const char *cfg_environment(const char *name);

/* The table as "name  default  help" lines, or with values where cfg is given; secrets never (DSNs hold none: sockets and peer roles). */
void cfg_print(const struct cfg *cfg, struct buf *out);

#endif
