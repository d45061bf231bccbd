/* The totals kept beside a day's half hours: per unit and day, per day, month and year. Inside the caller's transaction. */
#ifndef WINDFALL_STORE_SUMMARIES_H
#define WINDFALL_STORE_SUMMARIES_H

#include "core/store/epochs.h"

/* Makes every total that counts the day again; only rows that differ are written. revised: the caller changed a figure of the day, or its
 * coverage. *changed: it did, or a total differed; then the day is marked as revised and its epochs move. */
enum rc summaries_build(struct db *db, const char *date, bool revised, struct epochs_moved *moved, bool *changed,
                        struct err *err) MUST_CHECK;

#endif
