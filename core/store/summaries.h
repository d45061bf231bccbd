/* The totals kept beside a day's half hours: per unit and day, per day, month and year. Inside the caller's transaction. */
#ifndef WINDFALL_STORE_SUMMARIES_H
#define WINDFALL_STORE_SUMMARIES_H

#include "core/store/epochs.h"

/* A figure of the day changed: coverage, every total that counts it, and the epochs. */
enum rc summaries_build(struct db *db, const char *date, struct epochs_moved *moved, struct err *err) MUST_CHECK;

/* Only its Bitcoin did. */
enum rc summaries_build_bitcoin(struct db *db, const char *date, struct epochs_moved *moved, struct err *err) MUST_CHECK;

#endif
