/* Brings a database to the schema this program was built with: migrations forward only, roles, calendar and catalogues. */
#ifndef WINDFALL_STORE_MIGRATE_H
#define WINDFALL_STORE_MIGRATE_H

#include "core/base/err.h"
#include "core/io/db.h"

/* Applies what is missing, each migration in its transaction, then the roles; *applied counts them.
 * RC_CONFIG where an applied migration differs from the program's, or the database knows one the program does not. */
enum rc migrate_schema(struct db *owner, int *applied, struct err *err) MUST_CHECK;

/* RC_CONFIG with the remedy unless the database has every migration of the program and no other. */
enum rc migrate_compare(struct db *db, struct err *err) MUST_CHECK;

/* The calendar of settlement days, the definitions and the miners, from the program's own tables. */
enum rc migrate_catalogues(struct db *owner, struct err *err) MUST_CHECK;

#endif
