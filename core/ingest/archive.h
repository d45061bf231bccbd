/* The raw replies kept: a folder of YYYY-MM-DD.jsonl.gz (a settlement day) and reference-YYYY-MM[-DD].jsonl.gz (a register),
 * a line {"path","status","body"[,"fetched_at"]}. The caller owns every slice it gives; slices given to a visitor end with its call. */
#ifndef WINDFALL_INGEST_ARCHIVE_H
#define WINDFALL_INGEST_ARCHIVE_H

#include <stddef.h>

#include "core/base/err.h"
#include "core/ingest/exchange.h"

/* Each exchange in file order, memory bounded by one line. RC_NOT_FOUND where the day has no file; a line or a tail that is
 * damaged is RC_DATA naming file and line, after the lines before it were visited. visit's first failure ends it. */
enum rc archive_read_day(const char *dir, int32_t day, enum rc (*visit)(void *ctx, const struct exchange *exchange, struct err *err),
                         void *ctx, struct err *err) MUST_CHECK;

bool archive_has_day(const char *dir, int32_t day);

/* The same over every register of the folder, by date; a file named by month counts from its first day. None at all is fine. */
enum rc archive_read_registers(const char *dir,
                               enum rc (*visit)(void *ctx, int32_t register_date, const struct exchange *exchange, struct err *err),
                               void *ctx, struct err *err) MUST_CHECK;

/* The same over one file of known path; and the paths that files have. RC_CONFIG where the folder's name is too long. */
#define ARCHIVE_PATH_MAX 4096
enum rc archive_read_file(const char *path, enum rc (*visit)(void *ctx, const struct exchange *exchange, struct err *err), void *ctx,
                          struct err *err) MUST_CHECK;
enum rc archive_day_path(char out[ARCHIVE_PATH_MAX], const char *dir, int32_t day, struct err *err) MUST_CHECK;
enum rc archive_register_path(char out[ARCHIVE_PATH_MAX], const char *dir, int32_t date, struct err *err) MUST_CHECK;

#endif
