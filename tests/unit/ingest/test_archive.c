#include "core/ingest/archive.h"
#include "core/ingest/archive_keep.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/fetch.h"
#include "core/io/gzip.h"
#include "tests/unit/unit.h"

#define DAY 20179 /* 2025-04-01 */
#define BID_1 "/bmrs/api/v1/balancing/settlement/stack/all/bid/2025-04-01/1"
#define OFFER_1 "/bmrs/api/v1/balancing/settlement/stack/all/offer/2025-04-01/1"
#define REGISTER "/bmrs/api/v1/reference/bmunits/all"

static char dir[64];

static int dir_make(void **state)
{
	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/windfall-archive-XXXXXX");
	return mkdtemp(dir) ? 0 : -1;
}

static enum rc file_remove(void *ctx, const char *name, struct err *err)
{
	char path[256];

	(void)ctx;
	(void)err;
	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return unlink(path) == 0 ? RC_OK : RC_FAIL;
}

static int dir_remove(void **state)
{
	struct err err;

	(void)state;
	return os_list_dir(dir, "", file_remove, NULL, &err) == RC_OK && rmdir(dir) == 0 ? 0 : -1;
}

static void file_write(const char *name, const char *lines)
{
	struct buf packed;
	struct err err;
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	buf_init(&packed, 1 << 20);
	assert_int_equal(gzip_pack(sv_of(lines), &packed, &err), RC_OK);
	assert_int_equal(os_write_file(path, buf_sv(&packed), &err), RC_OK);
	buf_fini(&packed);
}

static struct exchange exchange(const char *path, int status, const char *body, int64_t fetched_utc)
{
	return (struct exchange){sv_of(path), status, sv_of(body), fetched_utc};
}

/* Takes keep as it was opened, with rc. */
static enum rc keep_all(struct archive_keep *keep, enum rc rc, const struct exchange *exchanges, size_t n, struct err *err)
{
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = archive_keep_add(keep, &exchanges[i], err);
	if (rc == RC_OK)
		rc = archive_keep_write(keep, err);
	archive_keep_close(keep);
	return rc;
}

static enum rc append_day(const struct exchange *exchanges, size_t n, struct err *err)
{
	struct archive_keep *keep;
	enum rc rc = archive_keep_day(&keep, dir, DAY, err);

	return keep_all(keep, rc, exchanges, n, err);
}

static enum rc append_register(int32_t date, const struct exchange *exchange, struct err *err)
{
	struct archive_keep *keep;
	enum rc rc = archive_keep_register(&keep, dir, date, err);

	return keep_all(keep, rc, exchange, 1, err);
}

static void append(const struct exchange *exchanges, size_t n)
{
	struct err err = {0};

	if (append_day(exchanges, n, &err) != RC_OK)
		fail_msg("%s", err.text);
}

static enum rc exchange_join(void *ctx, const struct exchange *e, struct err *err)
{
	(void)err;
	buf_addf(ctx, "%.*s %d %.*s %lld\n", SV_FMT(e->path), e->status, SV_FMT(e->body), (long long)e->fetched_utc);
	return RC_OK;
}

static void assert_day(const char *want)
{
	struct err err = {0};
	struct buf joined;

	buf_init(&joined, 1 << 20);
	if (archive_read_day(dir, DAY, exchange_join, &joined, &err) != RC_OK)
		fail_msg("%s", err.text);
	assert_sv_equal(buf_sv(&joined), want);
	buf_fini(&joined);
}

static void reads_back_what_it_appended(void **state)
{
	const struct exchange first[] = {exchange(BID_1, 200, "{\"data\":[\"\xc3\xa9\\u0041\n\t\"]}", 1743465600),
	                                 exchange(OFFER_1, 404, "", 0)};

	(void)state;
	append(first, 2);
	assert_day(BID_1 " 200 {\"data\":[\"\xc3\xa9\\u0041\n\t\"]} 1743465600\n" OFFER_1 " 404  0\n");
}

static void keeps_only_what_changed(void **state)
{
	const struct exchange first[] = {exchange(BID_1, 200, "{\"data\":[]}", 100), exchange(OFFER_1, 200, "{\"data\":[]}", 100)};
	const struct exchange again[] = {exchange(BID_1, 200, "{\"data\":[]}", 200), exchange(OFFER_1, 200, "{\"data\":null}", 200)};
	const struct exchange back[] = {exchange(OFFER_1, 200, "{\"data\":[]}", 300), exchange(BID_1, 404, "{\"data\":[]}", 300)};

	(void)state;
	append(first, 2);
	append(first, 2);
	assert_day(BID_1 " 200 {\"data\":[]} 100\n" OFFER_1 " 200 {\"data\":[]} 100\n");
	append(again, 2);
	append(back, 2); /* what it was before is a change too */
	assert_day(BID_1 " 200 {\"data\":[]} 100\n" OFFER_1 " 200 {\"data\":[]} 100\n" OFFER_1 " 200 {\"data\":null} 200\n" OFFER_1
	                 " 200 {\"data\":[]} 300\n" BID_1 " 404 {\"data\":[]} 300\n");
}

static void keeps_what_confirms_an_early_reply_once(void **state)
{
	enum { SETTLED = 1743634800 }; /* 2025-04-03 00:00 in London */
	static const int64_t read_at[] = {SETTLED - 200, SETTLED - 100, SETTLED, SETTLED + 100};

	(void)state;
	for (size_t i = 0; i < sizeof(read_at) / sizeof(read_at[0]); i++)
		append(&(struct exchange){sv_of(BID_1), 200, sv_of("{\"data\":[]}"), read_at[i]}, 1);
	assert_day(BID_1 " 200 {\"data\":[]} 1743634600\n" BID_1 " 200 {\"data\":[]} 1743634800\n");
}

static void leaves_a_damaged_file_alone(void **state)
{
	const struct exchange first[] = {exchange(BID_1, 200, "{\"data\":[]}", 100)};
	struct err err = {0};
	struct buf joined;
	char path[256];

	(void)state;
	append(first, 1);
	(void)snprintf(path, sizeof(path), "%s/2025-04-01.jsonl.gz", dir);
	assert_int_equal(truncate(path, 40), 0);
	assert_int_equal(append_day(first, 1, &err), RC_DATA);
	assert_non_null(strstr(err.text, "2025-04-01.jsonl.gz: line 1: the gzip data ends too early"));
	buf_init(&joined, 1 << 20);
	assert_int_equal(archive_read_day(dir, DAY, exchange_join, &joined, &err), RC_DATA);
	buf_fini(&joined);
}

static void assert_line_refused(const char *line, const char *want)
{
	struct err err = {0};
	struct buf joined;

	file_write("2025-04-01.jsonl.gz", line);
	buf_init(&joined, 1 << 20);
	assert_int_equal(archive_read_day(dir, DAY, exchange_join, &joined, &err), RC_DATA);
	if (!strstr(err.text, want))
		fail_msg("got \"%s\", expected \"%s\"", err.text, want);
	buf_fini(&joined);
}

static void names_the_line_it_refuses(void **state)
{
	(void)state;
	assert_line_refused("{\"path\":\"/a\",\"status\":200,\"body\":\"\"}\n{\"path\":\"/b\",\"sta", "line 2: broken JSON");
	assert_line_refused("{\"path\":\"/a\",\"status\":200}\n", "line 1: body: missing");
	assert_line_refused("{\"path\":\"/a\",\"status\":\"200\",\"body\":\"\"}\n", "line 1: status: must be a whole number");
	assert_line_refused("{\"path\":\"/a\",\"status\":20,\"body\":\"\"}\n", "line 1: status: must be an HTTP status, is 20");
	assert_line_refused("{\"path\":\"/a\",\"status\":200,\"body\":{}}\n", "line 1: body: must be a string, is an object");
	assert_line_refused("[]\n", "line 1: is no JSON object");
	assert_line_refused("\n", "line 1: broken JSON");
}

static enum rc register_join(void *ctx, int32_t date, const struct exchange *e, struct err *err)
{
	char day[TM_TEXT_MAX];

	(void)err;
	buf_addf(ctx, "%s %.*s\n", tm_format_day(day, date), SV_FMT(e->body));
	return RC_OK;
}

static void reads_registers_by_date(void **state)
{
	const struct exchange late = exchange(REGISTER, 200, "[3]", 0);
	struct err err = {0};
	struct buf joined;

	(void)state;
	file_write("reference-2025-10-15.jsonl.gz", "{\"path\":\"" REGISTER "\",\"status\":200,\"body\":\"[2]\"}\n");
	file_write("reference-2025-10.jsonl.gz", "{\"path\":\"" REGISTER "\",\"status\":200,\"body\":\"[1]\"}\n");
	assert_int_equal(append_register(tm_day(2026, 1, 2), &late, &err), RC_OK);
	assert_int_equal(append_register(tm_day(2026, 1, 2), &late, &err), RC_OK);
	buf_init(&joined, 1 << 20);
	assert_int_equal(archive_read_registers(dir, register_join, &joined, &err), RC_OK);
	assert_sv_equal(buf_sv(&joined), "2025-10-01 [1]\n2025-10-15 [2]\n2026-01-02 [3]\n");
	buf_fini(&joined);
	file_write("reference-lately.jsonl.gz", "");
	assert_int_equal(archive_read_registers(dir, register_join, NULL, &err), RC_DATA);
	assert_string_equal(err.text, "reference-lately.jsonl.gz: a register is named reference-YYYY-MM.jsonl.gz or with the day");
}

static enum rc reply_join(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err)
{
	(void)err;
	if (reply->state != FETCH_ABSENT)
		buf_addf(ctx, "%s %d: %s%.*s\n", kind == ELEXON_BID ? "bid" : "offer", period, reply->failure, SV_FMT(reply->body));
	return RC_OK;
}

static enum rc last_register(void *ctx, int32_t date, const struct fetch_reply *reply, struct err *err)
{
	(void)date;
	(void)err;
	buf_addf(ctx, "%s%.*s\n", reply->failure, SV_FMT(reply->body));
	return RC_OK;
}

static void fetch_gives_the_last_reply_of_a_path(void **state)
{
	struct err err = {0};
	struct fetch *fetch;
	struct buf joined;

	(void)state;
	file_write("2025-04-01.jsonl.gz", "{\"path\":\"" BID_1 "\",\"status\":500,\"body\":\"\"}\n"
	                                  "{\"path\":\"" OFFER_1 "\",\"status\":200,\"body\":\"{\\\"data\\\":[]}\"}\n"
	                                  "{\"path\":\"/elsewhere\",\"status\":200,\"body\":\"x\"}\n"
	                                  "{\"path\":\"" BID_1 "\",\"status\":200,\"body\":\"{\\\"data\\\":[1]}\"}\n"
	                                  "{\"path\":\"" OFFER_1 "\",\"status\":200,\"body\":\"<html>\"}\n");
	file_write("reference-2025-10.jsonl.gz", "{\"path\":\"" REGISTER "\",\"status\":200,\"body\":\"[1]\"}\n"
	                                         "{\"path\":\"" REGISTER "\",\"status\":200,\"body\":\"[2]\"}\n");
	file_write("reference-2025-11.jsonl.gz", "{\"path\":\"" REGISTER "\",\"status\":503,\"body\":\"\"}\n");
	buf_init(&joined, 1 << 20);
	assert_int_equal(fetch_open_archive(&fetch, dir, &err), RC_OK);
	assert_int_equal(fetch_day(fetch, DAY, &(struct fetch_wanted){0}, reply_join, &joined, &err), RC_OK);
	assert_int_equal(fetch_registers(fetch, last_register, &joined, &err), RC_OK);
	assert_sv_equal(buf_sv(&joined), "bid 1: {\"data\":[1]}\noffer 1: malformed<html>\n[2]\nhttp_5xx\n");
	fetch_close(fetch);
	buf_fini(&joined);
}

static void says_what_is_not_there(void **state)
{
	struct err err = {0};
	struct fetch *fetch;

	(void)state;
	assert_int_equal(archive_read_day(dir, DAY, exchange_join, NULL, &err), RC_NOT_FOUND);
	assert_int_equal(archive_read_registers(dir, register_join, NULL, &err), RC_OK);
	assert_int_equal(fetch_open_archive(&fetch, "/nowhere/at/all", &err), RC_CONFIG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_back_what_it_appended, dir_make, dir_remove),
	    cmocka_unit_test_setup_teardown(keeps_only_what_changed, dir_make, dir_remove),
	    cmocka_unit_test_setup_teardown(keeps_what_confirms_an_early_reply_once, dir_make, dir_remove),
	    cmocka_unit_test_setup_teardown(leaves_a_damaged_file_alone, dir_make, dir_remove),
	    cmocka_unit_test_setup_teardown(names_the_line_it_refuses, dir_make, dir_remove),
	    cmocka_unit_test_setup_teardown(reads_registers_by_date, dir_make, dir_remove),
	    cmocka_unit_test_setup_teardown(fetch_gives_the_last_reply_of_a_path, dir_make, dir_remove),
	    cmocka_unit_test_setup_teardown(says_what_is_not_there, dir_make, dir_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
