/* Files of an archive: exchanges as JSON lines, packed with gzip so that the same lines are the same bytes (no time, no name). */
#ifndef WINDFALL_SIMULATE_PACK_H
#define WINDFALL_SIMULATE_PACK_H

#include "core/base/buf.h"
#include "core/base/err.h"

/* Appends {"path":…,"status":…,"body":…} and a line's end. */
void pack_line_add(struct buf *lines, const char *path, int status, struct sv body);

/* Packs lines into dir/name, replacing it at once. */
enum rc pack_write(const char *dir, const char *name, struct sv lines, struct err *err) MUST_CHECK;

#endif
