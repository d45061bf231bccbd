/* Whose turn it is: locks of the open transaction, so that runs of several kinds write side by side and nothing is lost or counted twice.
 * A transaction takes them in this order, each at most once; the end of the transaction frees them. */
#ifndef WINDFALL_STORE_TURN_H
#define WINDFALL_STORE_TURN_H

#include "core/io/db.h"

/* To change the register or a reference series: no day is being written, nor begun, meanwhile. */
enum rc turn_reference(struct db *db, struct err *err) MUST_CHECK;

/* What tells whether another run's turn moved the series or the wind units that are known. */
enum rc turn_read_reference(struct db *db, int64_t *epoch, int64_t *wind_units, struct err *err) MUST_CHECK;

/* To change a day: nobody else does, and what it is worked out with stands still. What is known of the day is read after this. */
enum rc turn_day(struct db *db, const char *date, struct err *err) MUST_CHECK;

/* To make the totals of the day's month and year from their days again: those of every earlier turn are seen. */
enum rc turn_totals(struct db *db, const char *date, struct err *err) MUST_CHECK;

#endif
