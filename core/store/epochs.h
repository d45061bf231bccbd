/* The epochs of the cache: moved in the transaction that moves the data, copied to Redis by the caller after the commit. */
#ifndef WINDFALL_STORE_EPOCHS_H
#define WINDFALL_STORE_EPOCHS_H

#include <stdint.h>

#include "core/base/err.h"
#include "core/io/db.h"

#define EPOCHS_KEY_MAX 24
#define EPOCHS_MOVED_MAX 8

struct epochs_moved {
	struct {
		char key[EPOCHS_KEY_MAX];
		int64_t epoch;
	} item[EPOCHS_MOVED_MAX];
	int n;
};

/* Those of a settlement day, its month, its year and the ranges; added to *moved. */
enum rc epochs_bump_day(struct db *db, const char *settlement_date, struct epochs_moved *moved, struct err *err) MUST_CHECK;
enum rc epochs_bump_key(struct db *db, const char *key, struct epochs_moved *moved, struct err *err) MUST_CHECK;

#endif
