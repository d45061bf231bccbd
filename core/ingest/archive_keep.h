/* Replies on their way into a file of the archive: each is packed when it comes, a gzip member of its own, and all are written at once. */
#ifndef WINDFALL_INGEST_ARCHIVE_KEEP_H
#define WINDFALL_INGEST_ARCHIVE_KEEP_H

#include "core/base/err.h"
#include "core/ingest/exchange.h"

struct archive_keep;

/* Of a settlement day, or of the register read on a date. RC_DATA where the file there is damaged: then it is left alone. */
enum rc archive_keep_day(struct archive_keep **keep, const char *dir, int32_t day, struct err *err) MUST_CHECK;
enum rc archive_keep_register(struct archive_keep **keep, const char *dir, int32_t date, struct err *err) MUST_CHECK;

/* One that is the file's last word for its path already, by status and body, is left out, but the first that confirms a reply read while its day
 * was provisional. Only final replies (200, 404) belong here, one a path. */
enum rc archive_keep_add(struct archive_keep *keep, const struct exchange *exchange, struct err *err) MUST_CHECK;

/* Writes what was added behind what the file holds; nothing added: nothing is written. A reader or a power cut sees the old file or the new. */
enum rc archive_keep_write(struct archive_keep *keep, struct err *err) MUST_CHECK;
void archive_keep_close(struct archive_keep *keep); /* NULL is fine */

#endif
