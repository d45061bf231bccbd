#include <stdio.h>
#include <string.h>

#include "core/base/digest.h"
#include "core/base/os.h"
#include "core/store/token.h"
#include "tools/windfall/command.h"
#include "tools/windfall/database.h"
#include "tools/windfall/option.h"

#define STATEMENT_TIMEOUT_MS 30000
#define TOKEN_PREFIX "windfall_" /* so that a scanner of secrets knows one when it sees it */
#define NAME_MAX_BYTES 64

static bool is_name(struct sv name)
{
	static const char others[] = "._-";
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (!plain && (i == 0 || c == '\0' || strchr(others, c) == NULL))
			return false;
	}
	return name.n > 0 && name.n <= NAME_MAX_BYTES;
}

static enum rc add(struct db *db, const char *name, struct err *err)
{
	unsigned char secret[DIGEST_SIZE];
	char token[sizeof(TOKEN_PREFIX) + DIGEST_HEX_SIZE] = TOKEN_PREFIX, digest[DIGEST_HEX_SIZE];
	enum rc rc = os_random(secret, sizeof(secret), err);
	if (rc != RC_OK)
		return rc;
	digest_hex(secret, token + sizeof(TOKEN_PREFIX) - 1);
	if (!digest_sha256_hex(sv_of(token), digest))
		return err_set(err, RC_FAIL, "SHA-256 is not available");
	rc = token_add(db, name, digest, err);
	if (rc != RC_OK)
		return rc;
	printf("%s\n", token);
	fprintf(stderr, "windfall: this is the token \"%s\", shown this once: only its SHA-256 is kept\n", name);
	return RC_OK;
}

static enum rc revoke(struct db *db, const char *name, struct err *err)
{
	enum rc rc = token_revoke(db, name, err);
	if (rc == RC_OK)
		printf("%s is revoked\n", name);
	return rc;
}

static enum rc list(struct db *db, const char *name, struct err *err)
{
	struct db_result *rows = NULL;
	(void)name;
	enum rc rc = token_list(db, &rows, err);
	if (rc == RC_OK && db_rows(rows) == 0)
		puts("no token was made: jobs cannot be asked for through the API");
	for (int i = 0; rc == RC_OK && i < db_rows(rows); i++) {
		const char *revoked = db_get(rows, i, 2), *last = db_get(rows, i, 4);
		printf("%-20s made %s  %s%s  %s jobs, the last %s\n", db_get(rows, i, 0), db_get(rows, i, 1),
		       revoked == NULL ? "stands" : "revoked ", revoked == NULL ? "" : revoked, db_get(rows, i, 3), last == NULL ? "-" : last);
	}
	db_result_free(rows);
	return rc;
}

static const struct action {
	const char *word;
	bool named;
	enum rc (*run)(struct db *db, const char *name, struct err *err);
} actions[] = {{"add", true, add}, {"list", false, list}, {"revoke", true, revoke}};

static enum rc choose(const char *const *words, int n, const struct action **action, struct err *err)
{
	for (size_t i = 0; n > 0 && i < sizeof(actions) / sizeof(actions[0]); i++)
		if (strcmp(words[0], actions[i].word) == 0)
			*action = &actions[i];
	if (*action == NULL || n != 1 + (*action)->named)
		return err_set(err, RC_USAGE, "token needs one of: add NAME, list, revoke NAME");
	if (n == 2 && !is_name(sv_of(words[1])))
		return err_set(err, RC_USAGE, "a token's name is 1 to %d letters, digits, . _ -, and begins with a letter or digit; not \"%.80s\"",
		               NAME_MAX_BYTES, words[1]);
	return RC_OK;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	const char *words[2] = {NULL, NULL};
	const struct action *action = NULL;
	struct db *db = NULL;
	int n = 0;
	enum rc rc = option_parse(NULL, 0, argc, argv, words, 2, &n, err);
	if (rc == RC_OK)
		rc = choose(words, n, &action, err);
	if (rc != RC_OK)
		return rc;
	rc = database_open(&db, cfg, STATEMENT_TIMEOUT_MS, err);
	if (rc == RC_OK)
		rc = action->run(db, words[1], err);
	db_close(db);
	return rc;
}

const struct command token_command = {
    .name = "token",
    .summary = "who may ask for jobs through the API",
    .usage = "token add NAME | token list | token revoke NAME",
    .help = "While no token stands, the API knows no jobs (404).\n\n"
            "  add NAME      makes a token and prints it, this once: only its SHA-256 is kept\n"
            "  list          the tokens, when each was made, and what it asked for\n"
            "  revoke NAME   ends it at once; its name is not used again\n\n"
            "Examples:\n"
            "  windfall token add newsroom\n"
            "  curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' \\\n"
            "    -d '{\"kind\":\"reconcile\",\"from\":\"2025-04-01\",\"to\":\"2025-04-07\"}' http://127.0.0.1:8080/api/v1/jobs\n",
    .run = run_command,
};
