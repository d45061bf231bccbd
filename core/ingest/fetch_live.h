/* fetch.h over HTTP; its comments hold here. */
#ifndef WINDFALL_INGEST_FETCH_LIVE_H
#define WINDFALL_INGEST_FETCH_LIVE_H

#include "core/ingest/fetch.h"

enum rc fetch_live_day(struct net *net, const struct fetch_options *options, int32_t day, const struct fetch_wanted *wanted,
                       enum rc (*done)(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err),
                       void *ctx, struct err *err) MUST_CHECK;
enum rc fetch_live_register(struct net *net, const struct fetch_options *options,
                            enum rc (*done)(void *ctx, int32_t register_date, const struct fetch_reply *reply, struct err *err), void *ctx,
                            struct err *err) MUST_CHECK;
enum rc fetch_live_difficulty(struct net *net, const struct fetch_options *options,
                              enum rc (*done)(void *ctx, const struct fetch_reply *reply, struct err *err), void *ctx,
                              struct err *err) MUST_CHECK;
enum rc fetch_live_prices(struct net *net, const struct fetch_options *options, const char *currency, const int64_t *utc, size_t n,
                          enum rc (*done)(void *ctx, int64_t utc, const struct fetch_reply *reply, struct err *err), void *ctx,
                          struct err *err) MUST_CHECK;

#endif
