#include "core/store/migrate.h"

#include <stdio.h>
#include <string.h>

#include "core/base/digest.h"
#include "core/base/tm.h"
#include "core/model/curtailment.h"
#include "core/model/miner.h"
#include "core/model/settlement.h"
#include "core/store/rows.h"
#include "migrations.h"
#include "statements.h"

static const struct migrations_text *find_migration(const char *name)
{
	for (const struct migrations_text *m = migrations_files; m->name != NULL; m++)
		if (strcmp(m->name, name) == 0)
			return m;
	return NULL;
}

static enum rc checksum(const struct migrations_text *migration, char hex[DIGEST_HEX_SIZE], struct err *err)
{
	if (!digest_sha256_hex(sv_of(migration->text), hex))
		return err_set(err, RC_FAIL, "SHA-256 is not available");
	return RC_OK;
}

static enum rc compare_applied(const char *name, const char *sha256, struct err *err)
{
	const struct migrations_text *migration = find_migration(name);
	if (migration == NULL)
		return err_set(err, RC_CONFIG, "the database has migration %s, which this program does not know: use the newer program", name);
	char hex[DIGEST_HEX_SIZE];
	enum rc rc = checksum(migration, hex, err);
	if (rc == RC_OK && strcmp(hex, sha256) != 0)
		return err_set(err, RC_CONFIG, "migration %s was changed after it was applied: restore its text and add a new migration", name);
	return rc;
}

/* Compares what is applied and counts it: migrations go in order, so the rest is what to apply. */
static enum rc count_applied(struct db *db, int *n, struct err *err)
{
	struct db_result *exist = NULL, *applied = NULL;
	*n = 0;
	enum rc rc = db_run(db, &statements_migrations_exist, NULL, &exist, err);
	if (rc == RC_OK && db_get_bool(exist, 0, 0)) {
		rc = db_run(db, &statements_migrations_applied, NULL, &applied, err);
		for (int i = 0; rc == RC_OK && i < db_rows(applied); i++)
			rc = compare_applied(db_get(applied, i, 0), db_get(applied, i, 1), err);
		if (rc == RC_OK)
			*n = db_rows(applied);
	}
	db_result_free(exist);
	db_result_free(applied);
	return rc;
}

static enum rc apply(struct db *db, const struct migrations_text *migration, struct err *err)
{
	char hex[DIGEST_HEX_SIZE];
	enum rc rc = checksum(migration, hex, err);
	if (rc == RC_OK)
		rc = db_begin(db, err);
	if (rc == RC_OK)
		rc = db_script(db, migration->text, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_migration_record, (const char *const[]){migration->name, hex}, NULL, err);
	if (rc == RC_OK)
		rc = db_commit(db, err);
	if (rc == RC_OK)
		return rc;
	db_rollback(db);
	return err_wrap(err, "migration %s", migration->name);
}

enum rc migrate_compare(struct db *db, struct err *err)
{
	int applied = 0, known = 0;
	enum rc rc = count_applied(db, &applied, err);
	while (migrations_files[known].name != NULL)
		known++;
	if (rc == RC_OK && applied < known)
		return err_set(err, RC_CONFIG, "the database is older than this program: run `windfall migrate` first");
	return rc;
}

enum rc migrate_schema(struct db *owner, int *applied, struct err *err)
{
	int known = 0;
	*applied = 0;
	enum rc rc = count_applied(owner, &known, err);
	for (const struct migrations_text *m = migrations_files + known; rc == RC_OK && m->name != NULL; m++) {
		rc = apply(owner, m, err);
		*applied += rc == RC_OK;
	}
	if (rc == RC_OK)
		rc = db_begin(owner, err);
	if (rc == RC_OK)
		rc = db_script(owner, migrations_roles[0].text, err);
	if (rc == RC_OK)
		rc = db_commit(owner, err);
	if (rc != RC_OK)
		db_rollback(owner);
	return rc;
}

/* Sends the rows as the statement's parameters and ends them. */
static enum rc fill(struct db *db, const struct db_stmt *stmt, struct rows *rows, struct err *err)
{
	const char *params[ROWS_COLUMNS_MAX];
	enum rc rc = rows_params(rows, params, err);
	if (rc == RC_OK)
		rc = db_run(db, stmt, params, NULL, err);
	rows_fini(rows);
	return rc;
}

static enum rc fill_calendar(struct db *db, struct err *err)
{
	struct rows rows;
	rows_init(&rows, 3);
	int32_t end = tm_day(SETTLEMENT_LAST_YEAR + 1, 1, 1);
	for (int32_t day = tm_day(SETTLEMENT_FIRST_YEAR, 1, 1); day < end; day++) {
		char date[TM_TEXT_MAX], start[TM_TEXT_MAX], periods[4];
		(void)snprintf(periods, sizeof(periods), "%u", (unsigned)settlement_periods(day) % 100);
		rows_add(&rows, (const char *const[]){tm_format_day(date, day), periods, tm_format_utc(start, settlement_day_start_utc(day))});
	}
	return fill(db, &statements_calendar_fill, &rows, err);
}

static enum rc fill_definitions(struct db *db, struct err *err)
{
	struct rows rows;
	rows_init(&rows, 3);
	for (const struct curtailment_definition *d = curtailment_definitions; d->id != NULL; d++)
		rows_add(&rows, (const char *const[]){d->id, d->title, d->so_flagged_only ? "t" : "f"});
	return fill(db, &statements_definitions_fill, &rows, err);
}

static enum rc fill_miners(struct db *db, struct err *err)
{
	struct rows rows;
	rows_init(&rows, 6);
	for (const struct miner *m = miner_list; m->id != NULL; m++) {
		char hashrate[ROWS_NUMBER_MAX], power[ROWS_NUMBER_MAX];
		rows_add(&rows, (const char *const[]){m->id, m->name, rows_number(hashrate, m->hashrate_deci_th, 1),
		                                      rows_number(power, m->power_w, 0), m->source, m->source_date});
	}
	return fill(db, &statements_miners_fill, &rows, err);
}

enum rc migrate_catalogues(struct db *owner, struct err *err)
{
	enum rc rc = db_begin(owner, err);
	if (rc == RC_OK)
		rc = fill_calendar(owner, err);
	if (rc == RC_OK)
		rc = fill_definitions(owner, err);
	if (rc == RC_OK)
		rc = fill_miners(owner, err);
	if (rc == RC_OK)
		rc = db_commit(owner, err);
	if (rc != RC_OK)
		db_rollback(owner);
	return rc;
}
