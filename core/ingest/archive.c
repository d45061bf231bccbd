#include "core/ingest/archive.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/parse_json.h"
#include "core/io/gzip.h"
#include "core/model/stack_row.h"

#define SUFFIX ".jsonl.gz"
#define REGISTER_PREFIX "reference-"

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

enum rc archive_read_file(const char *path, enum rc (*visit)(void *ctx, const struct exchange *exchange, struct err *err), void *ctx,
                          struct err *err)
{
	struct reading r = {.visit = visit, .ctx = ctx};
	enum rc rc;

	arena_init(&r.arena, LIMIT_ARCHIVE_LINE_BYTES);
	rc = gzip_read_lines(path, line_take, &r, err);
	arena_fini(&r.arena);
	return rc;
}

static enum rc path_make(char out[ARCHIVE_PATH_MAX], const char *dir, const char *prefix, const char *date, struct err *err)
{
	int n = snprintf(out, ARCHIVE_PATH_MAX, "%s/%s%s" SUFFIX, dir, prefix, date);

	return n > 0 && n < ARCHIVE_PATH_MAX ? RC_OK : err_set(err, RC_CONFIG, "the archive's folder has too long a name: %.60s…", dir);
}

enum rc archive_day_path(char out[ARCHIVE_PATH_MAX], const char *dir, int32_t day, struct err *err)
{
	char text[TM_TEXT_MAX];

	return path_make(out, dir, "", tm_format_day(text, day), err);
}

enum rc archive_register_path(char out[ARCHIVE_PATH_MAX], const char *dir, int32_t date, struct err *err)
{
	char text[TM_TEXT_MAX];

	return path_make(out, dir, REGISTER_PREFIX, tm_format_day(text, date), err);
}

enum rc archive_read_day(const char *dir, int32_t day, enum rc (*visit)(void *ctx, const struct exchange *exchange, struct err *err),
                         void *ctx, struct err *err)
{
	char path[ARCHIVE_PATH_MAX];
	enum rc rc = archive_day_path(path, dir, day, err);

	return rc == RC_OK ? archive_read_file(path, visit, ctx, err) : rc;
}

bool archive_has_day(const char *dir, int32_t day)
{
	char path[ARCHIVE_PATH_MAX];

	return archive_day_path(path, dir, day, NULL) == RC_OK && os_is_file(path);
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
		char path[ARCHIVE_PATH_MAX];

		r->date = r->files[i].date;
		rc = path_make(path, dir, REGISTER_PREFIX, r->files[i].text, err);
		if (rc == RC_OK)
			rc = archive_read_file(path, register_visit, r, err);
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
