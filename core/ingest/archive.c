#include "core/ingest/archive.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/parse_json.h"
#include "core/io/gzip.h"
#include "core/json/jw.h"
#include "core/model/stack_row.h"

#define SUFFIX ".jsonl.gz"
#define REGISTER_PREFIX "reference-"
#define FILE_PATH_MAX 4096

struct line { /* of an archive file */
	struct sv path, body;
	int64_t status;
	struct stack_number fetched_utc;
};

static const struct parse_json_field fields[] = {
    {"path", PARSE_JSON_BYTES, offsetof(struct line, path), true},
    {"status", PARSE_JSON_INT, offsetof(struct line, status), true},
    {"body", PARSE_JSON_BYTES, offsetof(struct line, body), true},
    {"fetched_at", PARSE_JSON_UTC_OR_NULL, offsetof(struct line, fetched_utc), false},
    {0},
};

struct reading {
	enum rc (*visit)(void *ctx, const struct exchange *exchange, struct err *err);
	void *ctx;
	struct arena arena; /* of one line */
};

static enum rc line_take(void *ctx, struct sv text, struct err *err)
{
	struct reading *r = ctx;
	struct line line = {0};
	struct exchange exchange;
	enum rc rc;

	arena_reset(&r->arena);
	rc = parse_json_object(text, fields, &r->arena, &line, err);
	if (rc != RC_OK)
		return rc;
	if (line.status < 100 || line.status > 599)
		return err_set(err, RC_DATA, "status: must be an HTTP status, is %lld", (long long)line.status);
	exchange = (struct exchange){line.path, (int)line.status, line.body, line.fetched_utc.known ? line.fetched_utc.value : 0};
	return r->visit(r->ctx, &exchange, err);
}

static enum rc file_read(const char *path, enum rc (*visit)(void *ctx, const struct exchange *exchange, struct err *err), void *ctx,
                         struct err *err)
{
	struct reading r = {.visit = visit, .ctx = ctx};
	enum rc rc;

	arena_init(&r.arena, LIMIT_ARCHIVE_LINE_BYTES);
	rc = gzip_read_lines(path, line_take, &r, err);
	arena_fini(&r.arena);
	return rc;
}

static enum rc path_make(char out[FILE_PATH_MAX], const char *dir, const char *prefix, const char *date, struct err *err)
{
	int n = snprintf(out, FILE_PATH_MAX, "%s/%s%s" SUFFIX, dir, prefix, date);

	return n > 0 && n < FILE_PATH_MAX ? RC_OK : err_set(err, RC_CONFIG, "the archive's folder has too long a name: %.60s…", dir);
}

static enum rc path_of_date(char out[FILE_PATH_MAX], const char *dir, const char *prefix, int32_t date, struct err *err)
{
	char text[TM_TEXT_MAX];

	return path_make(out, dir, prefix, tm_format_day(text, date), err);
}

enum rc archive_read_day(const char *dir, int32_t day, enum rc (*visit)(void *ctx, const struct exchange *exchange, struct err *err),
                         void *ctx, struct err *err)
{
	char path[FILE_PATH_MAX];
	enum rc rc = path_of_date(path, dir, "", day, err);

	return rc == RC_OK ? file_read(path, visit, ctx, err) : rc;
}

struct register_file {
	int32_t date;
	const char *text; /* the date as the name has it */
};

struct registers {
	struct arena arena;
	struct register_file *files;
	size_t n, cap;
	enum rc (*visit)(void *ctx, int32_t register_date, const struct exchange *exchange, struct err *err);
	void *ctx;
	int32_t date; /* of the file under way */
};

static bool register_date(struct sv text, int32_t *date)
{
	char day[TM_TEXT_MAX];

	if (text.n != sizeof("2025-10") - 1)
		return tm_parse_day(text, date);
	(void)snprintf(day, sizeof(day), "%.*s-01", SV_FMT(text));
	return tm_parse_day(sv_of(day), date);
}

static enum rc register_note(void *ctx, const char *name, struct err *err)
{
	struct registers *r = ctx;
	struct sv text = sv_of(name);
	struct register_file file, *grown;

	if (!sv_starts(text, SV(REGISTER_PREFIX)))
		return RC_OK;
	text = (struct sv){text.p + sizeof(REGISTER_PREFIX) - 1, text.n - sizeof(REGISTER_PREFIX SUFFIX) + 1};
	if (!register_date(text, &file.date))
		return err_set(err, RC_DATA, "%s: a register is named " REGISTER_PREFIX "YYYY-MM" SUFFIX " or with the day", name);
	file.text = arena_dup(&r->arena, text);
	grown = arena_grow(&r->arena, r->files, r->n, &r->cap, sizeof(*grown));
	if (!file.text || !grown)
		return err_set(err, RC_FAIL, "no memory left for the names of the registers");
	r->files = grown;
	r->files[r->n++] = file;
	return RC_OK;
}

static int register_compare(const void *a, const void *b)
{
	const struct register_file *left = a, *right = b;

	return (left->date > right->date) - (left->date < right->date);
}

static enum rc register_visit(void *ctx, const struct exchange *exchange, struct err *err)
{
	struct registers *r = ctx;

	return r->visit(r->ctx, r->date, exchange, err);
}

static enum rc registers_read(struct registers *r, const char *dir, struct err *err)
{
	enum rc rc = os_list_dir(dir, SUFFIX, register_note, r, err);

	if (rc == RC_OK && r->n > 0)
		qsort(r->files, r->n, sizeof(*r->files), register_compare);
	for (size_t i = 0; rc == RC_OK && i < r->n; i++) {
		char path[FILE_PATH_MAX];

		r->date = r->files[i].date;
		rc = path_make(path, dir, REGISTER_PREFIX, r->files[i].text, err);
		if (rc == RC_OK)
			rc = file_read(path, register_visit, r, err);
	}
	return rc;
}

enum rc archive_read_registers(const char *dir,
                               enum rc (*visit)(void *ctx, int32_t register_date, const struct exchange *exchange, struct err *err),
                               void *ctx, struct err *err)
{
	struct registers r = {.visit = visit, .ctx = ctx};
	enum rc rc;

	arena_init(&r.arena, LIMIT_FILE_BYTES);
	rc = registers_read(&r, dir, err);
	arena_fini(&r.arena);
	return rc;
}

struct appending {
	const struct exchange *exchanges;
	size_t n;
	bool *kept; /* of each: the file's last word for its path is the same */
};

static enum rc kept_note(void *ctx, const struct exchange *old, struct err *err)
{
	struct appending *a = ctx;

	(void)err;
	for (size_t i = 0; i < a->n; i++)
		if (sv_eq(a->exchanges[i].path, old->path))
			a->kept[i] = a->exchanges[i].status == old->status && sv_eq(a->exchanges[i].body, old->body);
	return RC_OK;
}

static void line_write(struct buf *out, const struct exchange *exchange)
{
	char at[TM_TEXT_MAX];
	struct jw w;

	jw_init(&w, out);
	jw_object(&w);
	jw_key(&w, "path");
	jw_str(&w, exchange->path);
	jw_key(&w, "status");
	jw_int(&w, exchange->status);
	jw_key(&w, "body");
	jw_str(&w, exchange->body);
	if (exchange->fetched_utc != 0) {
		jw_key(&w, "fetched_at");
		jw_text(&w, tm_format_utc(at, exchange->fetched_utc));
	}
	jw_object_end(&w);
	buf_add_char(out, '\n');
}

/* The old bytes and behind them one member with the lines. */
static enum rc member_add(const char *path, struct sv lines, struct err *err)
{
	struct buf file;
	enum rc rc;

	buf_init(&file, LIMIT_FILE_BYTES);
	rc = os_read_file(path, &file, err);
	if (rc == RC_NOT_FOUND)
		rc = RC_OK;
	if (rc == RC_OK)
		rc = gzip_pack(lines, &file, err);
	if (rc == RC_OK)
		rc = os_write_file(path, buf_sv(&file), err);
	buf_fini(&file);
	return rc;
}

static enum rc news_add(const char *path, const struct appending *a, struct err *err)
{
	struct buf lines;
	enum rc rc = RC_OK;

	buf_init(&lines, LIMIT_ARCHIVE_DAY_BYTES);
	for (size_t i = 0; i < a->n; i++)
		if (!a->kept[i])
			line_write(&lines, &a->exchanges[i]);
	if (!buf_ok(&lines))
		rc = err_set(err, RC_FAIL, "%s: the replies are too large to keep", path);
	else if (lines.len > 0)
		rc = member_add(path, buf_sv(&lines), err);
	buf_fini(&lines);
	return rc;
}

static enum rc file_append(const char *dir, const char *path, const struct exchange *exchanges, size_t n, struct err *err)
{
	struct appending a = {exchanges, n, os_alloc(n * sizeof(bool))};
	enum rc rc;

	if (!a.kept)
		return err_set(err, RC_FAIL, "no memory to append to %s", path);
	rc = os_make_dir(dir, err);
	if (rc == RC_OK)
		rc = file_read(path, kept_note, &a, err);
	if (rc == RC_OK || rc == RC_NOT_FOUND)
		rc = news_add(path, &a, err);
	os_free(a.kept);
	return rc;
}

enum rc archive_append_day(const char *dir, int32_t day, const struct exchange *exchanges, size_t n, struct err *err)
{
	char path[FILE_PATH_MAX];
	enum rc rc = path_of_date(path, dir, "", day, err);

	return rc == RC_OK ? file_append(dir, path, exchanges, n, err) : rc;
}

enum rc archive_append_register(const char *dir, int32_t date, const struct exchange *exchange, struct err *err)
{
	char path[FILE_PATH_MAX];
	enum rc rc = path_of_date(path, dir, REGISTER_PREFIX, date, err);

	return rc == RC_OK ? file_append(dir, path, exchange, 1, err) : rc;
}
