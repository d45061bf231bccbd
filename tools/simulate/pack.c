#include "tools/simulate/pack.h"

#include <stdio.h>
#include <zlib.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/json/jw.h"

#define GZIP_WINDOW (15 + 16) /* zlib: a gzip header, its time 0 */
#define LEVEL 4
#define CHUNK 65536
#define PATH_SIZE 4096

void pack_line_add(struct buf *lines, const char *path, int status, struct sv body)
{
	struct jw w;

	jw_init(&w, lines);
	jw_object(&w);
	jw_key(&w, "path");
	jw_text(&w, path);
	jw_key(&w, "status");
	jw_int(&w, status);
	jw_key(&w, "body");
	jw_str(&w, body);
	jw_object_end(&w);
	buf_add_char(lines, '\n');
}

static bool deflate_all(z_stream *z, struct sv lines, struct buf *packed)
{
	unsigned char chunk[CHUNK];
	int rc;

	z->next_in = (unsigned char *)(uintptr_t)lines.p;
	z->avail_in = (uInt)lines.n;
	do {
		z->next_out = chunk;
		z->avail_out = sizeof chunk;
		rc = deflate(z, Z_FINISH);
		buf_add(packed, chunk, sizeof chunk - z->avail_out);
	} while (rc == Z_OK);
	return rc == Z_STREAM_END && buf_ok(packed);
}

static bool pack(struct sv lines, struct buf *packed)
{
	z_stream z = {0};
	bool ok;

	if (deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	ok = deflate_all(&z, lines, packed);
	deflateEnd(&z);
	return ok;
}

enum rc pack_write(const char *dir, const char *name, struct sv lines, struct err *err)
{
	char path[PATH_SIZE];
	struct buf packed;
	enum rc rc;

	buf_init(&packed, LIMIT_FILE_BYTES);
	if (snprintf(path, sizeof path, "%s/%s", dir, name) >= PATH_SIZE)
		rc = err_set(err, RC_FAIL, "the path %s/%s is too long", dir, name);
	else if (!pack(lines, &packed))
		rc = err_set(err, RC_FAIL, "%s: cannot be packed", path);
	else
		rc = os_write_file(path, buf_sv(&packed), err);
	buf_fini(&packed);
	return rc;
}
