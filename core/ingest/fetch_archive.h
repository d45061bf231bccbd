/* fetch.h out of an archive's folder; its comments hold here. */
#ifndef WINDFALL_INGEST_FETCH_ARCHIVE_H
#define WINDFALL_INGEST_FETCH_ARCHIVE_H

#include "core/ingest/fetch.h"

enum rc fetch_archive_day(const char *dir, int32_t day, const struct fetch_wanted *wanted,
                          enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err),
                          void *ctx, struct err *err) MUST_CHECK;
enum rc fetch_archive_registers(const char *dir,
                                enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err),
                                void *ctx, struct err *err) MUST_CHECK;

#endif
