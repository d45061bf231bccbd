/* mempool's price of a moment, /api/v1/historical-price. */
#ifndef WINDFALL_INGEST_PARSE_HISTORICAL_PRICE_H
#define WINDFALL_INGEST_PARSE_HISTORICAL_PRICE_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/model/price.h"

/* {"prices":[{"time":…,"GBP":…,"USD":…}, …]} into one price a row, with the UTC day of its time; −1, 0, null or none is not known. */
enum rc parse_historical_price(struct sv body, struct arena *arena, struct price **prices, size_t *n, struct err *err) MUST_CHECK;

#endif
