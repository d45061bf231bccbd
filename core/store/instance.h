/* The stamp of the database: the one kind of data it holds. */
#ifndef WINDFALL_STORE_INSTANCE_H
#define WINDFALL_STORE_INSTANCE_H

#include "core/base/err.h"
#include "core/io/db.h"

#define INSTANCE_SOURCE_MAX 16

/* RC_CONFIG where the database was never migrated. */
enum rc instance_read(struct db *db, char source[INSTANCE_SOURCE_MAX], struct err *err) MUST_CHECK;

/* Stamps a new database; RC_CONFIG with the remedy where the stamp is another. */
enum rc instance_stamp(struct db *db, const char *source, struct err *err) MUST_CHECK;

/* Reads the stamp of a database that this program can work on: RC_CONFIG with the remedy where its schema is another, or its kind of data
 * is not source. */
enum rc instance_require(struct db *db, const char *source, char stamp[INSTANCE_SOURCE_MAX], struct err *err) MUST_CHECK;

/* RC_CONFIG with the remedy unless the stamp is source, or source is "auto". */
enum rc instance_compare(const char *stamp, const char *source, struct err *err) MUST_CHECK;

#endif
