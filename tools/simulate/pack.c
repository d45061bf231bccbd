#include "tools/simulate/pack.h"

#include <stdio.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/io/gzip.h"
#include "core/json/jw.h"

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

enum rc pack_write(const char *dir, const char *name, struct sv lines, struct err *err)
{
	char path[PATH_SIZE];
	struct buf packed;
	enum rc rc;

	buf_init(&packed, LIMIT_FILE_BYTES);
	if (snprintf(path, sizeof(path), "%s/%s", dir, name) >= PATH_SIZE)
		rc = err_set(err, RC_FAIL, "the path %s/%s is too long", dir, name);
	else
		rc = gzip_pack(lines, &packed, err);
	if (rc == RC_OK)
		rc = os_write_file(path, buf_sv(&packed), err);
	buf_fini(&packed);
	return rc;
}
