/* From what came, over HTTP or out of an archive, to the reply that fetch gives on. */
#ifndef WINDFALL_INGEST_FETCH_REPLY_H
#define WINDFALL_INGEST_FETCH_REPLY_H

#include "core/ingest/exchange.h"
#include "core/ingest/fetch.h"

/* The member that holds a reply's array; NULL: the reply is the array itself. */
const char *fetch_reply_day_key(enum elexon_kind kind);
#define FETCH_REPLY_REGISTER_KEY NULL
#define FETCH_REPLY_DIFFICULTY_KEY NULL
#define FETCH_REPLY_PRICE_KEY "prices"

struct fetch_reply fetch_reply_failed(int status, const char *failure, const char *detail);

/* A final reply: 200 is OK where it is whole JSON with its array, all else failed. */
struct fetch_reply fetch_reply_of(const struct exchange *exchange, const char *key);

#endif
