#include "core/io/gzip.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "core/base/limits.h"
#include "core/base/os.h"

#define GZIP_WINDOW (15 + 16) /* the largest window, gzip header and trailer */
#define GZIP_CHUNK (64u << 10)
#define PACK_LEVEL 3 /* half the time of 6, for a sixth more bytes */

struct lines {
	const char *path;
	enum rc (*visit)(void *ctx, struct sv line, struct err *err);
	void *ctx;
	struct buf line; /* the part of a line that earlier chunks brought */
	size_t number;   /* of the line under way, from 1 */
	size_t unpacked;
	bool whole; /* the last gzip member ended */
	z_stream z;
	unsigned char in[GZIP_CHUNK], out[GZIP_CHUNK];
};

static enum rc damaged(const struct lines *l, const char *why, struct err *err)
{
	return err_set(err, RC_DATA, "%s: line %zu: %s", l->path, l->number, why);
}

static enum rc line_visit(struct lines *l, struct sv line, struct err *err)
{
	enum rc rc = l->visit(l->ctx, line, err);

	if (rc != RC_OK)
		(void)err_wrap(err, "%s: line %zu", l->path, l->number);
	l->number++;
	return rc;
}

static enum rc line_end(struct lines *l, struct sv tail, struct err *err)
{
	enum rc rc;

	if (l->line.len == 0 && tail.n <= LIMIT_ARCHIVE_LINE_BYTES)
		return line_visit(l, tail, err);
	buf_add_sv(&l->line, tail);
	if (!buf_ok(&l->line))
		return damaged(l, "the line is too long", err);
	rc = line_visit(l, buf_sv(&l->line), err);
	buf_clear(&l->line);
	return rc;
}

static enum rc chunk_take(struct lines *l, struct sv bytes, struct err *err)
{
	l->unpacked += bytes.n;
	if (l->unpacked > LIMIT_ARCHIVE_DAY_BYTES)
		return damaged(l, "the file is too large", err);
	while (bytes.n > 0) {
		const char *newline = memchr(bytes.p, '\n', bytes.n);
		size_t n = newline ? (size_t)(newline - bytes.p) : bytes.n;

		if (!newline) {
			buf_add(&l->line, bytes.p, n);
			return buf_ok(&l->line) ? RC_OK : damaged(l, "the line is too long", err);
		}
		enum rc rc = line_end(l, (struct sv){bytes.p, n}, err);
		if (rc != RC_OK)
			return rc;
		bytes = (struct sv){newline + 1, bytes.n - n - 1};
	}
	return RC_OK;
}

static enum rc inflate_some(struct lines *l, struct err *err)
{
	int z;

	if (l->whole && inflateReset(&l->z) != Z_OK)
		return err_set(err, RC_FAIL, "zlib cannot start anew");
	l->z.next_out = l->out;
	l->z.avail_out = sizeof(l->out);
	z = inflate(&l->z, Z_NO_FLUSH);
	if (z != Z_OK && z != Z_STREAM_END && z != Z_BUF_ERROR) /* the last: all given out, wants more input */
		return damaged(l, "damaged gzip data", err);
	l->whole = z == Z_STREAM_END;
	return chunk_take(l, (struct sv){(const char *)l->out, sizeof(l->out) - l->z.avail_out}, err);
}

/* Unpacks what z holds; a member may end anywhere in it and the next begin. A full output may leave more behind it. */
static enum rc input_take(struct lines *l, struct err *err)
{
	do {
		enum rc rc = inflate_some(l, err);
		if (rc != RC_OK)
			return rc;
	} while (l->z.avail_in > 0 || (l->z.avail_out == 0 && !l->whole));
	return RC_OK;
}

static enum rc file_take(struct lines *l, FILE *file, struct err *err)
{
	size_t n;

	while ((n = fread(l->in, 1, sizeof(l->in), file)) > 0) {
		l->z.next_in = l->in;
		l->z.avail_in = (uInt)n;
		enum rc rc = input_take(l, err);
		if (rc != RC_OK)
			return rc;
	}
	if (ferror(file))
		return err_set(err, RC_FAIL, "%s: %s", l->path, strerror(errno));
	if (!l->whole)
		return damaged(l, "the gzip data ends too early", err);
	return l->line.len > 0 ? line_end(l, (struct sv){"", 0}, err) : RC_OK;
}

enum rc gzip_read_lines(const char *path, enum rc (*visit)(void *ctx, struct sv line, struct err *err), void *ctx, struct err *err)
{
	struct lines *l;
	FILE *file = fopen(path, "rb");
	enum rc rc;

	if (!file)
		return err_set(err, errno == ENOENT ? RC_NOT_FOUND : RC_CONFIG, "%s: %s", path, strerror(errno));
	l = os_alloc(sizeof(*l));
	if (!l || inflateInit2(&l->z, GZIP_WINDOW) != Z_OK) {
		rc = err_set(err, RC_FAIL, "no memory to unpack %s", path);
		goto out;
	}
	l->path = path;
	l->visit = visit;
	l->ctx = ctx;
	l->number = 1;
	buf_init(&l->line, LIMIT_ARCHIVE_LINE_BYTES);
	rc = file_take(l, file, err);
	buf_fini(&l->line);
	(void)inflateEnd(&l->z);
out:
	os_free(l);
	(void)fclose(file); /* opened to read: nothing is lost */
	return rc;
}

static bool pack_all(z_stream *z, struct buf *out)
{
	unsigned char chunk[GZIP_CHUNK];
	int done;

	do {
		z->next_out = chunk;
		z->avail_out = sizeof(chunk);
		done = deflate(z, Z_FINISH);
		if (done != Z_OK && done != Z_STREAM_END)
			return false;
		buf_add(out, chunk, sizeof(chunk) - z->avail_out);
	} while (done != Z_STREAM_END && buf_ok(out));
	return buf_ok(out);
}

enum rc gzip_pack(struct sv bytes, struct buf *out, struct err *err)
{
	z_stream z = {0};
	bool packed;

	if (deflateInit2(&z, PACK_LEVEL, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		return err_set(err, RC_FAIL, "no memory to pack");
	z.next_in = (const unsigned char *)bytes.p;
	z.avail_in = (uInt)bytes.n; /* callers' buffers are capped far below 4 GB */
	packed = pack_all(&z, out);
	(void)deflateEnd(&z);
	return packed ? RC_OK : err_set(err, RC_FAIL, "cannot pack %zu bytes", bytes.n);
}
