#include "core/ingest/archive_keep.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/archive.h"
#include "core/io/gzip.h"
#include "core/json/jw.h"
#include "core/model/settlement.h"

/* The last word of a file for a path. */
struct word {
	struct sv path;
	int status;
	int64_t fetched_utc;
	char body_sha256[DIGEST_HEX_SIZE];
};

struct archive_keep {
	const char *dir;
	int64_t settled_utc; /* before it a day's replies are provisional; 0: a register's never are */
	char path[ARCHIVE_PATH_MAX];
	struct arena arena;
	struct word *words;
	size_t n, cap;
	struct buf line, packed; /* of one reply; of all */
};

static struct word *word_find(const struct archive_keep *keep, struct sv path)
{
	for (size_t i = 0; i < keep->n; i++)
		if (sv_eq(keep->words[i].path, path))
			return &keep->words[i];
	return NULL;
}

static struct word *word_add(struct archive_keep *keep, struct sv path)
{
	struct word *grown = arena_grow(&keep->arena, keep->words, keep->n, &keep->cap, sizeof(*grown));
	const char *copy = arena_dup(&keep->arena, path);

	if (!grown || !copy)
		return NULL;
	keep->words = grown;
	grown[keep->n].path = (struct sv){copy, path.n};
	return &grown[keep->n++];
}

static enum rc old_note(void *ctx, const struct exchange *exchange, struct err *err)
{
	struct archive_keep *keep = ctx;
	struct word *word = word_find(keep, exchange->path);

	if (!word)
		word = word_add(keep, exchange->path);
	if (!word)
		return err_set(err, RC_FAIL, "no memory to append to %s", keep->path);
	word->status = exchange->status;
	word->fetched_utc = exchange->fetched_utc;
	return digest_sha256_hex(exchange->body, word->body_sha256) ? RC_OK : err_set(err, RC_FAIL, "SHA-256 is not available");
}

/* The same is news once more: when it was read early, and holds now that the day is settled. */
static bool confirms(const struct archive_keep *keep, const struct word *word, const struct exchange *exchange)
{
	return word->fetched_utc != 0 && word->fetched_utc < keep->settled_utc && exchange->fetched_utc >= keep->settled_utc;
}

/* Whether the file's last word for the path says something else, or says it too early. */
static bool is_news(const struct archive_keep *keep, const struct exchange *exchange)
{
	const struct word *word = word_find(keep, exchange->path);
	char sha256[DIGEST_HEX_SIZE];

	return !word || word->status != exchange->status || confirms(keep, word, exchange) || !digest_sha256_hex(exchange->body, sha256) ||
	       strcmp(word->body_sha256, sha256) != 0;
}

static enum rc name_setting(enum rc rc, struct err *err)
{
	return rc == RC_CONFIG ? err_wrap(err, "WINDFALL_ARCHIVE_DIR must be a folder that this user may write") : rc;
}

static enum rc keep_open(struct archive_keep **out, const char *dir, int32_t date,
                         enum rc (*path)(char out[ARCHIVE_PATH_MAX], const char *dir, int32_t date, struct err *err), struct err *err)
{
	struct archive_keep *keep = os_alloc(sizeof(*keep));

	*out = keep;
	if (!keep)
		return err_set(err, RC_FAIL, "no memory to keep replies");
	keep->dir = dir;
	arena_init(&keep->arena, LIMIT_FILE_BYTES);
	buf_init(&keep->line, LIMIT_ARCHIVE_LINE_BYTES);
	buf_init(&keep->packed, LIMIT_FILE_BYTES);
	enum rc rc = path(keep->path, dir, date, err);
	if (rc == RC_OK)
		rc = archive_read_file(keep->path, old_note, keep, err);
	return rc == RC_NOT_FOUND ? RC_OK : name_setting(rc, err);
}

enum rc archive_keep_day(struct archive_keep **keep, const char *dir, int32_t day, struct err *err)
{
	enum rc rc = keep_open(keep, dir, day, archive_day_path, err);

	if (*keep)
		(*keep)->settled_utc = settlement_provisional_until_utc(day);
	return rc;
}

enum rc archive_keep_register(struct archive_keep **keep, const char *dir, int32_t date, struct err *err)
{
	return keep_open(keep, dir, date, archive_register_path, err);
}

static void line_write(struct buf *out, const struct exchange *exchange)
{
	char at[TM_TEXT_MAX];
	struct jw w;

	buf_clear(out);
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

enum rc archive_keep_add(struct archive_keep *keep, const struct exchange *exchange, struct err *err)
{
	if (!is_news(keep, exchange))
		return RC_OK;
	line_write(&keep->line, exchange);
	if (!buf_ok(&keep->line))
		return err_set(err, RC_FAIL, "%s: a reply is too large to keep", keep->path);
	return gzip_pack(buf_sv(&keep->line), &keep->packed, err);
}

/* The old bytes and behind them what was packed. */
static enum rc packed_append(const struct archive_keep *keep, struct err *err)
{
	struct buf file;

	buf_init(&file, LIMIT_FILE_BYTES);
	enum rc rc = os_read_file(keep->path, &file, err);
	buf_add_sv(&file, buf_sv(&keep->packed));
	if ((rc == RC_OK || rc == RC_NOT_FOUND) && !buf_ok(&file))
		rc = err_set(err, RC_FAIL, "%s: the replies are too large to keep", keep->path);
	else if (rc == RC_OK || rc == RC_NOT_FOUND)
		rc = os_write_file(keep->path, buf_sv(&file), err);
	buf_fini(&file);
	return rc;
}

enum rc archive_keep_write(struct archive_keep *keep, struct err *err)
{
	int held = -1;

	if (keep->packed.len == 0)
		return RC_OK;
	enum rc rc = os_make_dir(keep->dir, err);
	if (rc == RC_OK)
		rc = os_hold_dir(keep->dir, &held, err); /* another run may append to the same day: what it wrote must not go */
	if (rc == RC_OK)
		rc = packed_append(keep, err);
	os_release_dir(held);
	return name_setting(rc, err);
}

void archive_keep_close(struct archive_keep *keep)
{
	if (!keep)
		return;
	arena_fini(&keep->arena);
	buf_fini(&keep->line);
	buf_fini(&keep->packed);
	os_free(keep);
}
