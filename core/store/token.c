#include "core/store/token.h"

#include "statements.h"

/* Runs a statement that gives the token's name back, or nothing. */
static enum rc run_for(struct db *db, const struct db_stmt *stmt, const char *const *params, bool *found, struct err *err)
{
	struct db_result *rows = NULL;
	enum rc rc = db_run(db, stmt, params, &rows, err);
	*found = rc == RC_OK && db_rows(rows) > 0;
	db_result_free(rows);
	return rc;
}

enum rc token_add(struct db *db, const char *name, const char *sha256_hex, struct err *err)
{
	bool added = false;
	enum rc rc = run_for(db, &statements_token_add, (const char *const[]){name, sha256_hex}, &added, err);
	if (rc == RC_OK && !added)
		rc = err_set(err, RC_USAGE, "there is, or was, a token named %s: choose another name", name);
	return rc;
}

enum rc token_revoke(struct db *db, const char *name, struct err *err)
{
	bool revoked = false;
	enum rc rc = run_for(db, &statements_token_revoke, &name, &revoked, err);
	if (rc == RC_OK && !revoked)
		rc = err_set(err, RC_USAGE, "no token named %s stands: windfall token list", name);
	return rc;
}

enum rc token_list(struct db *db, struct db_result **rows, struct err *err)
{
	return db_run(db, &statements_tokens_list, NULL, rows, err);
}
