/* System prices and control totals as kept. The writer runs inside the caller's transaction. */
#ifndef WINDFALL_STORE_CONTROL_H
#define WINDFALL_STORE_CONTROL_H

#include "core/io/db.h"
#include "core/model/system_price.h"

enum rc control_read(struct db *db, const char *date, struct system_price_day *known, struct err *err) MUST_CHECK;

/* Writes the day's half hours that are marked as published, over what was kept of them. */
enum rc control_write(struct db *db, const char *date, const struct system_price_day *day, struct err *err) MUST_CHECK;

#endif
