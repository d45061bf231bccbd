#include "core/base/cfg.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/base/os.h"
#include "core/base/tm.h"

#define PATH_TEXT_MAX 4096

struct option {
	const char *name; /* in the file; WINDFALL_<NAME> in the environment is spelt out beside it */
	const char *env;
	const char *fallback;
	bool (*check)(struct sv value);
	const char *allowed; /* what check accepts, for people */
	const char *help;
};

static bool is_path(struct sv value)
{
	return value.n > 0 && value.n < PATH_TEXT_MAX;
}

static bool is_path_or_empty(struct sv value)
{
	return value.n < PATH_TEXT_MAX;
}

static bool is_port(struct sv value)
{
	int64_t port;
	return num_parse_range(value, 1, 65535, &port);
}

static bool is_address(struct sv value)
{
	return sv_eq(value, SV("127.0.0.1")) || sv_eq(value, SV("0.0.0.0"));
}

static bool is_date_or_empty(struct sv value)
{
	int32_t day;
	return value.n == 0 || tm_parse_day(value, &day);
}

static bool is_source(struct sv value)
{
	return sv_eq(value, SV("auto")) || sv_eq(value, SV("live")) || sv_eq(value, SV("recorded")) || sv_eq(value, SV("simulated"));
}

static bool is_rate(struct sv value)
{
	int64_t rate;
	return num_parse_range(value, 0, 1000, &rate);
}

static bool is_parallel(struct sv value)
{
	int64_t parallel;
	return num_parse_range(value, 1, 64, &parallel);
}

/* The host of "127.0.0.1:8081/x": without path and port. */
static struct sv host_of(struct sv address)
{
	struct sv host = {address.p, 0};
	(void)sv_next(&address, '/', &host);
	size_t n = host.n;
	while (n > 0 && host.p[n - 1] >= '0' && host.p[n - 1] <= '9')
		n--;
	if (n > 0 && host.p[n - 1] == ':')
		host.n = n - 1;
	return host;
}

static bool is_loopback(struct sv host)
{
	if (sv_eq(host, SV("localhost")) || sv_eq(host, SV("[::1]")))
		return true;
	for (size_t i = 0; i < host.n; i++)
		if (host.p[i] != '.' && (host.p[i] < '0' || host.p[i] > '9'))
			return false;
	return sv_starts(host, SV("127."));
}

/* DynamoDB's own rule for the name of a table. */
static bool is_table_or_empty(struct sv value)
{
	for (size_t i = 0; i < value.n; i++)
		if (!isalnum((unsigned char)value.p[i]) && strchr("_.-", value.p[i]) == NULL)
			return false;
	return value.n == 0 || (value.n >= 3 && value.n <= 255);
}

static bool is_url(struct sv value)
{
	struct sv https = SV("https://"), http = SV("http://");
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] <= ' ' || value.p[i] == '"' || value.p[i] == '@' || value.p[i] == '?' || value.p[i] == '#' || value.p[i] == 0x7f)
			return false;
	if (sv_starts(value, https))
		return value.n > https.n && value.p[https.n] != '/';
	return sv_starts(value, http) && is_loopback(host_of((struct sv){value.p + http.n, value.n - http.n}));
}

static bool is_url_or_empty(struct sv value)
{
	return value.n == 0 || is_url(value);
}

#define A_PATH "a path"
#define A_DATE "a date YYYY-MM-DD, or empty"
#define A_URL "an https:// address (http:// only on 127.x.x.x, [::1] or localhost) without user, query or fragment"
#define A_TABLE "3 to 255 letters, digits, _ . -, or empty"
#define A_DSN "a libpq connection string, or empty"

static const struct option options[CFG_COUNT] = {
    [CFG_STATE_DIR] = {"state_dir", "WINDFALL_STATE_DIR", "build/state", is_path, A_PATH, "folder of the stack, with windfall.conf"},
    [CFG_HTTP_PORT] = {"http_port", "WINDFALL_HTTP_PORT", "8080", is_port, "1 to 65535", "port of the site"},
    [CFG_HTTP_ADDRESS] = {"http_address", "WINDFALL_HTTP_ADDRESS", "127.0.0.1", is_address, "127.0.0.1 or 0.0.0.0",
                          "127.0.0.1: the site is for this machine alone; 0.0.0.0: for all"},
    [CFG_HTTPS_PORT] = {"https_port", "WINDFALL_HTTPS_PORT", "8443", is_port, "1 to 65535", "port of the site where it has a certificate"},
    [CFG_TLS_CERTIFICATE] = {"tls_certificate", "WINDFALL_TLS_CERTIFICATE", "", is_path_or_empty, "a path, or empty",
                             "PEM file with the site's certificate and its chain; empty: plain HTTP"},
    [CFG_TLS_KEY] = {"tls_key", "WINDFALL_TLS_KEY", "", is_path_or_empty, "a path, or empty", "PEM file with the certificate's key"},
    [CFG_FROM] = {"from", "WINDFALL_FROM", "", is_date_or_empty, A_DATE, "first settlement date; empty: the last 7 complete days"},
    [CFG_TO] = {"to", "WINDFALL_TO", "", is_date_or_empty, A_DATE, "last settlement date"},
    [CFG_SOURCE] = {"source", "WINDFALL_SOURCE", "auto", is_source, "auto, live, recorded or simulated", "where the data comes from"},
    [CFG_RECORDED_DIR] = {"recorded_dir", "WINDFALL_RECORDED_DIR", "", is_path_or_empty, A_PATH, "folder of recorded replies"},
    [CFG_ELEXON_URL] = {"elexon_url", "WINDFALL_ELEXON_URL", "https://data.elexon.co.uk/bmrs/api/v1", is_url, A_URL, "Elexon's API"},
    [CFG_MEMPOOL_URL] = {"mempool_url", "WINDFALL_MEMPOOL_URL", "https://mempool.space", is_url, A_URL, "mempool's API"},
    [CFG_ARCHIVE_DIR] = {"archive_dir", "WINDFALL_ARCHIVE_DIR", "", is_path_or_empty, A_PATH,
                         "where live replies are kept; empty: archive in state_dir"},
    [CFG_RATE] = {"elexon_rate", "WINDFALL_ELEXON_RATE", "8", is_rate, "0 to 1000", "requests a second to Elexon; 0: no limit"},
    [CFG_PARALLEL] = {"elexon_parallel", "WINDFALL_ELEXON_PARALLEL", "8", is_parallel, "1 to 64", "requests to Elexon at once"},
    [CFG_DATABASE_OWNER] = {"database_owner", "WINDFALL_DATABASE_OWNER", "", is_path_or_empty, A_DSN, "database of the migrations"},
    [CFG_DATABASE_INGEST] = {"database_ingest", "WINDFALL_DATABASE_INGEST", "", is_path_or_empty, A_DSN, "database of the ingest"},
    [CFG_DATABASE_API] = {"database_api", "WINDFALL_DATABASE_API", "", is_path_or_empty, A_DSN, "database of the API"},
    [CFG_REDIS_SOCKET] = {"redis_socket", "WINDFALL_REDIS_SOCKET", "", is_path_or_empty, A_PATH ", or empty", "Redis; empty: none"},
    [CFG_DYNAMODB_TABLE] = {"dynamodb_table", "WINDFALL_DYNAMODB_TABLE", "", is_table_or_empty, A_TABLE,
                            "DynamoDB table of the difficulty history; empty: PostgreSQL alone keeps it"},
    [CFG_DYNAMODB_ENDPOINT] = {"dynamodb_endpoint", "WINDFALL_DYNAMODB_ENDPOINT", "", is_url_or_empty, A_URL ", or empty",
                               "DynamoDB's address; empty: AWS's, of the region"},
    [CFG_CA_FILE] = {"ca_file", "WINDFALL_CA_FILE", "", is_path_or_empty, A_PATH,
                     "PEM of the authorities trusted for the sources; empty: the system's"},
};

static enum rc no_memory(struct err *err)
{
	return err_set(err, RC_FAIL, "out of memory");
}

/* Sets key to value, which where calls "build/state/windfall.conf:3" or "WINDFALL_HTTP_PORT". */
static enum rc set(struct cfg *cfg, enum cfg_key key, struct sv value, const char *where, struct err *err)
{
	const struct option *option = &options[key];
	char text[PATH_TEXT_MAX];
	if (!sv_copy(value, text, sizeof(text)) || strlen(text) != value.n || !option->check(value))
		return err_set(err, RC_CONFIG, "%s: %s must be %s, not \"%.*s\"", where, option->name, option->allowed,
		               value.n > 80 ? 80 : (int)value.n, value.p);
	char *copy = os_strdup(text);
	if (copy == NULL)
		return no_memory(err);
	os_free(cfg->value[key]);
	cfg->value[key] = copy;
	return RC_OK;
}

const char *cfg_environment(const char *name)
{
	const char *value = getenv(name);
	return value == NULL || value[0] == '\0' ? NULL : value;
}

static enum rc set_from_environment(struct cfg *cfg, enum cfg_key key, struct err *err)
{
	const char *value = cfg_environment(options[key].env);
	if (value == NULL)
		return RC_OK;
	return set(cfg, key, sv_of(value), options[key].env, err);
}

static enum rc set_defaults(struct cfg *cfg, struct err *err)
{
	for (int key = 0; key < CFG_COUNT; key++) {
		enum rc rc = set(cfg, (enum cfg_key)key, sv_of(options[key].fallback), "default", err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct sv strip(struct sv text)
{
	while (text.n > 0 && is_blank(text.p[0]))
		text = (struct sv){text.p + 1, text.n - 1};
	while (text.n > 0 && is_blank(text.p[text.n - 1]))
		text.n--;
	return text;
}

static int find(struct sv name)
{
	for (int key = 0; key < CFG_COUNT; key++)
		if (sv_eq_str(name, options[key].name))
			return key;
	return -1;
}

static enum rc unknown(const char *where, struct sv name, struct err *err)
{
	char known[ERR_TEXT_MAX] = "";
	size_t used = 0;
	for (int key = CFG_STATE_DIR + 1; key < CFG_COUNT && used < sizeof(known); key++)
		used += (size_t)snprintf(known + used, sizeof(known) - used, "%s%s", used > 0 ? ", " : "", options[key].name);
	return err_set(err, RC_CONFIG, "%s: unknown setting \"%.*s\"; known are %s", where, SV_FMT(name), known);
}

static enum rc set_from_line(struct cfg *cfg, struct sv line, const char *where, bool seen[CFG_COUNT], struct err *err)
{
	struct sv value = strip(line), name;
	if (value.n == 0 || value.p[0] == '#')
		return RC_OK;
	size_t n = value.n;
	if (!sv_next(&value, '=', &name) || name.n == n)
		return err_set(err, RC_CONFIG, "%s: expected \"name = value\"", where);
	name = strip(name);
	int key = find(name);
	if (key < 0)
		return unknown(where, name, err);
	if (key == CFG_STATE_DIR)
		return err_set(err, RC_CONFIG, "%s: state_dir is where this file lies; set it by WINDFALL_STATE_DIR only", where);
	if (seen[key])
		return err_set(err, RC_CONFIG, "%s: %s is set twice", where, options[key].name);
	seen[key] = true;
	return set(cfg, (enum cfg_key)key, strip(value), where, err);
}

static enum rc set_from_text(struct cfg *cfg, struct sv text, const char *path, struct err *err)
{
	bool seen[CFG_COUNT] = {false};
	struct sv line;
	for (int number = 1; sv_next(&text, '\n', &line); number++) {
		char where[PATH_TEXT_MAX + 64];
		(void)snprintf(where, sizeof(where), "%s:%d", path, number);
		enum rc rc = set_from_line(cfg, line, where, seen, err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc set_from_file(struct cfg *cfg, struct err *err)
{
	char path[PATH_TEXT_MAX + 32];
	(void)snprintf(path, sizeof(path), "%s/windfall.conf", cfg_get(cfg, CFG_STATE_DIR));
	struct buf text;
	buf_init(&text, LIMIT_CONFIG_BYTES);
	enum rc rc = os_read_file(path, &text, err);
	if (rc == RC_OK)
		rc = set_from_text(cfg, buf_sv(&text), path, err);
	else
		rc = rc == RC_NOT_FOUND ? RC_OK : err_set(err, RC_CONFIG, "%s cannot be read", path);
	buf_fini(&text);
	return rc;
}

/* The archive lies in the state folder where nothing else is said. */
static enum rc set_archive_dir(struct cfg *cfg, struct err *err)
{
	if (cfg_get(cfg, CFG_ARCHIVE_DIR)[0] != '\0')
		return RC_OK;
	char path[PATH_TEXT_MAX + 16];
	int n = snprintf(path, sizeof(path), "%s/archive", cfg_get(cfg, CFG_STATE_DIR));
	return set(cfg, CFG_ARCHIVE_DIR, (struct sv){path, (size_t)n}, "state_dir", err);
}

enum rc cfg_load(struct cfg *cfg, struct err *err)
{
	*cfg = (struct cfg){0};
	enum rc rc = set_defaults(cfg, err);
	if (rc == RC_OK)
		rc = set_from_environment(cfg, CFG_STATE_DIR, err);
	if (rc == RC_OK)
		rc = set_from_file(cfg, err);
	for (int key = 0; key < CFG_COUNT && rc == RC_OK; key++)
		rc = set_from_environment(cfg, (enum cfg_key)key, err);
	if (rc == RC_OK)
		rc = set_archive_dir(cfg, err);
	if (rc != RC_OK)
		cfg_fini(cfg);
	return rc;
}

void cfg_fini(struct cfg *cfg)
{
	for (int key = 0; key < CFG_COUNT; key++)
		os_free(cfg->value[key]);
	*cfg = (struct cfg){0};
}

const char *cfg_get(const struct cfg *cfg, enum cfg_key key)
{
	return cfg->value[key];
}

int64_t cfg_int(const struct cfg *cfg, enum cfg_key key)
{
	int64_t value = 0;
	/* Only keys whose check is a number are asked for, so this cannot fail. */
	(void)num_parse(sv_of(cfg_get(cfg, key)), &value);
	return value;
}

void cfg_print(const struct cfg *cfg, struct buf *out)
{
	for (int key = 0; key < CFG_COUNT; key++)
		buf_addf(out, "%-16s %-40s %s (%s)\n", options[key].name, cfg == NULL ? options[key].fallback : cfg->value[key], options[key].help,
		         options[key].allowed);
}
