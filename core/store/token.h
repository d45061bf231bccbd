/* Bearer tokens of the API, by the SHA-256 of each: the token itself is kept nowhere. */
#ifndef WINDFALL_STORE_TOKEN_H
#define WINDFALL_STORE_TOKEN_H

#include "core/io/db.h"

/* RC_USAGE where the name was used before. */
enum rc token_add(struct db *db, const char *name, const char *sha256_hex, struct err *err) MUST_CHECK;

/* RC_USAGE where no such token stands. */
enum rc token_revoke(struct db *db, const char *name, struct err *err) MUST_CHECK;

/* Rows of name, created, revoked (NULL: it stands), jobs asked for, last of them; times as text. */
enum rc token_list(struct db *db, struct db_result **rows, struct err *err) MUST_CHECK;

#endif
