/* gzip files of lines: read piecewise, packed a member at a time (members one after another are one file). */
#ifndef WINDFALL_IO_GZIP_H
#define WINDFALL_IO_GZIP_H

#include "core/base/buf.h"
#include "core/base/err.h"

/* Each line of the file without its newline, memory bounded by one line. RC_NOT_FOUND where there is no file; a line or a file past its
 * limit and bytes that are no whole gzip are RC_DATA naming file and line. visit's first failure ends it, with the file and line before. */
enum rc gzip_read_lines(const char *path, enum rc (*visit)(void *ctx, struct sv line, struct err *err), void *ctx,
                        struct err *err) MUST_CHECK;

/* Adds one member that holds bytes; the same bytes always give the same member. */
enum rc gzip_pack(struct sv bytes, struct buf *out, struct err *err) MUST_CHECK;

#endif
