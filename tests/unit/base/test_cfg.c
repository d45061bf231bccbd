#include "core/base/cfg.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/base/os.h"
#include "tests/unit/unit.h"

struct fixture {
	char dir[64];
	char file[96];
	struct cfg cfg;
	struct err err;
};

static const char *const variables[] = {
    "WINDFALL_STATE_DIR",
    "WINDFALL_HTTP_PORT",
    "WINDFALL_FROM",
    "WINDFALL_TO",
    "WINDFALL_SOURCE",
    "WINDFALL_RECORDED_DIR",
    "WINDFALL_ELEXON_URL",
    "WINDFALL_MEMPOOL_URL",
    "WINDFALL_ARCHIVE_DIR",
    "WINDFALL_ELEXON_RATE",
    "WINDFALL_ELEXON_PARALLEL",
    "WINDFALL_DATABASE_OWNER",
    "WINDFALL_DATABASE_INGEST",
    "WINDFALL_DATABASE_API",
    "WINDFALL_REDIS_SOCKET",
    "WINDFALL_DYNAMODB_TABLE",
    "WINDFALL_DYNAMODB_ENDPOINT",
};

static int setup(void **state)
{
	struct fixture *f = os_alloc(sizeof(*f));
	for (size_t i = 0; i < COUNT_OF(variables); i++)
		(void)unsetenv(variables[i]);
	(void)snprintf(f->dir, sizeof(f->dir), "/tmp/windfall-test-cfg-XXXXXX");
	if (mkdtemp(f->dir) == NULL)
		return -1;
	(void)snprintf(f->file, sizeof(f->file), "%s/windfall.conf", f->dir);
	(void)setenv("WINDFALL_STATE_DIR", f->dir, 1);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	cfg_fini(&f->cfg);
	(void)unlink(f->file);
	int left = rmdir(f->dir);
	os_free(f);
	return left;
}

static void write_file(struct fixture *f, const char *text)
{
	assert_int_equal(os_write_file(f->file, sv_of(text), &f->err), RC_OK);
}

static void load(struct fixture *f)
{
	if (cfg_load(&f->cfg, &f->err) != RC_OK)
		fail_msg("%s", f->err.text);
}

/* cfg_load refuses, and its text holds both parts. */
static void refuses(struct fixture *f, const char *where, const char *allowed)
{
	assert_int_equal(cfg_load(&f->cfg, &f->err), RC_CONFIG);
	if (strstr(f->err.text, where) == NULL || strstr(f->err.text, allowed) == NULL)
		fail_msg("\"%s\" lacks \"%s\" or \"%s\"", f->err.text, where, allowed);
}

static void defaults_stand_without_a_file(void **state)
{
	struct fixture *f = *state;
	char archive[96];
	load(f);
	(void)snprintf(archive, sizeof(archive), "%s/archive", f->dir);
	assert_int_equal(cfg_int(&f->cfg, CFG_HTTP_PORT), 8080);
	assert_int_equal(cfg_int(&f->cfg, CFG_RATE), 8);
	assert_int_equal(cfg_int(&f->cfg, CFG_PARALLEL), 8);
	assert_string_equal(cfg_get(&f->cfg, CFG_SOURCE), "auto");
	assert_string_equal(cfg_get(&f->cfg, CFG_FROM), "");
	assert_string_equal(cfg_get(&f->cfg, CFG_ELEXON_URL), "https://data.elexon.co.uk/bmrs/api/v1");
	assert_string_equal(cfg_get(&f->cfg, CFG_MEMPOOL_URL), "https://mempool.space");
	assert_string_equal(cfg_get(&f->cfg, CFG_ARCHIVE_DIR), archive);
}

static void environment_beats_file_beats_default(void **state)
{
	struct fixture *f = *state;
	write_file(f, "# comment\n\n http_port = 9001 \r\nelexon_rate=0\ndatabase_api = host=/tmp/x dbname=windfall\n");
	(void)setenv("WINDFALL_HTTP_PORT", "9002", 1);
	load(f);
	assert_int_equal(cfg_int(&f->cfg, CFG_HTTP_PORT), 9002);
	assert_int_equal(cfg_int(&f->cfg, CFG_RATE), 0);
	assert_string_equal(cfg_get(&f->cfg, CFG_DATABASE_API), "host=/tmp/x dbname=windfall");
}

static void an_empty_variable_counts_as_unset(void **state)
{
	struct fixture *f = *state;
	write_file(f, "http_port = 9001\n");
	(void)setenv("WINDFALL_HTTP_PORT", "", 1);
	load(f);
	assert_int_equal(cfg_int(&f->cfg, CFG_HTTP_PORT), 9001);
}

static void a_wrong_value_names_what_is_allowed(void **state)
{
	struct fixture *f = *state;
	static const char *const cases[][3] = {
	    {"WINDFALL_HTTP_PORT", "0", "1 to 65535"},      {"WINDFALL_HTTP_PORT", "65536", "1 to 65535"},
	    {"WINDFALL_HTTP_PORT", "80x", "1 to 65535"},    {"WINDFALL_FROM", "2025-02-30", "YYYY-MM-DD"},
	    {"WINDFALL_TO", "yesterday", "YYYY-MM-DD"},     {"WINDFALL_SOURCE", "Live", "auto, live, recorded or simulated"},
	    {"WINDFALL_ELEXON_RATE", "-1", "0 to 1000"},    {"WINDFALL_ELEXON_PARALLEL", "65", "1 to 64"},
	    {"WINDFALL_ELEXON_PARALLEL", "0", "1 to 64"},   {"WINDFALL_DYNAMODB_TABLE", "ab", "3 to 255"},
	    {"WINDFALL_DYNAMODB_TABLE", "a/b", "3 to 255"}, {"WINDFALL_DYNAMODB_ENDPOINT", "http://192.0.2.1", "https://"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		(void)setenv(cases[i][0], cases[i][1], 1);
		refuses(f, cases[i][0], cases[i][2]);
		(void)unsetenv(cases[i][0]);
	}
}

static void outside_addresses_must_be_https(void **state)
{
	struct fixture *f = *state;
	static const char *const good[] = {
	    "http://127.0.0.1:8081",        "http://localhost",    "http://[::1]:9/x", "https://data.elexon.co.uk",
	    "http://127.0.0.1/bmrs/api/v1", "http://127.0.1.1:80",
	};
	static const char *const bad[] = {
	    "http://data.elexon.co.uk",
	    "ftp://x",
	    "https://",
	    "https:///x",
	    "http://localhost.example.org",
	    "http://127.0.0.1@evil",
	    "https://a b",
	    "https://u:p@host/",
	    "https://host/?a=1",
	    "127.0.0.1:80",
	    "http://127.0.0.1.example.org",
	    "http://[::1]example.org",
	    "http://:80",
	    "https://host#f",
	};
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		(void)setenv("WINDFALL_ELEXON_URL", good[i], 1);
		load(f);
		assert_string_equal(cfg_get(&f->cfg, CFG_ELEXON_URL), good[i]);
		cfg_fini(&f->cfg);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		(void)setenv("WINDFALL_ELEXON_URL", bad[i], 1);
		refuses(f, "WINDFALL_ELEXON_URL", "https://");
	}
}

static void a_fault_in_the_file_names_its_line(void **state)
{
	struct fixture *f = *state;
	write_file(f, "http_port = 8080\nhttp_prot = 1\n");
	refuses(f, "windfall.conf:2", "unknown setting \"http_prot\"; known are http_port");
	write_file(f, "http_port = 1\nhttp_port = 2\n");
	refuses(f, "windfall.conf:2", "set twice");
	write_file(f, "http_port\n");
	refuses(f, "windfall.conf:1", "name = value");
	write_file(f, "\nhttp_port =\n");
	refuses(f, "windfall.conf:2", "1 to 65535");
	write_file(f, "state_dir = /elsewhere\n");
	refuses(f, "windfall.conf:1", "WINDFALL_STATE_DIR");
}

static void a_wrong_file_fails_even_under_a_right_variable(void **state)
{
	struct fixture *f = *state;
	write_file(f, "http_port = none\n");
	(void)setenv("WINDFALL_HTTP_PORT", "8081", 1);
	refuses(f, "windfall.conf:1", "1 to 65535");
}

static void the_table_prints(void **state)
{
	struct fixture *f = *state;
	struct buf out;
	load(f);
	buf_init(&out, 10000);
	cfg_print(&f->cfg, &out);
	assert_non_null(strstr(buf_str(&out), f->dir));
	buf_clear(&out);
	cfg_print(NULL, &out);
	assert_non_null(strstr(buf_str(&out), "http_port"));
	assert_null(strstr(buf_str(&out), f->dir));
	buf_fini(&out);
}

int main(void)
{
#define CFG_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
	    CFG_TEST(defaults_stand_without_a_file),
	    CFG_TEST(environment_beats_file_beats_default),
	    CFG_TEST(an_empty_variable_counts_as_unset),
	    CFG_TEST(a_wrong_value_names_what_is_allowed),
	    CFG_TEST(outside_addresses_must_be_https),
	    CFG_TEST(a_fault_in_the_file_names_its_line),
	    CFG_TEST(a_wrong_file_fails_even_under_a_right_variable),
	    CFG_TEST(the_table_prints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
