#include "core/store/migrate.h"

#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/tm.h"
#include "core/ingest/sync.h"
#include "core/model/settlement.h"
#include "core/store/calendar.h"
#include "migrations.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"

#define MIGRATION_TIMEOUT_MS 600000

static const struct reference {
	const char *file;
	enum rc (*load)(struct run *run, const char *name, struct sv csv, struct touched *touched, char text[SYNC_TEXT_MAX], struct err *err);
} references[] = {
    {"difficulty_epochs.csv", sync_difficulty_csv},
    {"usd_gbp_daily.csv", sync_prices_csv},
    {"btc_usd_daily.csv", sync_prices_csv},
};

static const char *reference_text(const char *file)
{
	for (const struct migrations_text *r = migrations_reference; r->name != NULL; r++)
		if (strcmp(r->name, file) == 0)
			return r->text;
	return "";
}

/* Names the days in the database that a series changed, from the first to the last. */
static void name_remedy(const struct touched *touched, const struct calendar_days *kept)
{
	int32_t first = TM_DAY_NONE, last = TM_DAY_NONE;
	char from[TM_TEXT_MAX], to[TM_TEXT_MAX];
	for (size_t i = 0; i < kept->n; i++) {
		if (!touched_has(touched, kept->day[i]))
			continue;
		first = first == TM_DAY_NONE ? kept->day[i] : first;
		last = kept->day[i];
	}
	if (first != TM_DAY_NONE)
		printf("a reference series changed: run `windfall recalculate --from %s --to %s`\n", tm_format_day(from, first),
		       tm_format_day(to, last));
}

/* The series that come with the program. Days already there may change by them: then the remedy is named. */
static enum rc load_references(struct run *run, struct err *err)
{
	static struct touched touched; /* too large for the stack */
	char text[SYNC_TEXT_MAX];
	struct calendar_days kept;
	enum rc rc = RC_OK;
	for (size_t i = 0; rc == RC_OK && i < sizeof(references) / sizeof(references[0]); i++) {
		rc = references[i].load(run, references[i].file, sv_of(reference_text(references[i].file)), &touched, text, err);
		if (rc == RC_OK)
			printf("%s\n", text);
	}
	if (rc == RC_OK)
		rc = calendar_kept(run->db, tm_day(SETTLEMENT_FIRST_YEAR, 1, 1), tm_day(SETTLEMENT_LAST_YEAR, 12, 31), &run->arena, &kept, err);
	if (rc == RC_OK)
		name_remedy(&touched, &kept);
	return rc;
}

/* "auto" cannot be stamped: an older stamp stays, a new database needs a kind. */
static enum rc stamp(struct db *db, const char *source, struct err *err)
{
	char known[INSTANCE_SOURCE_MAX];
	if (strcmp(source, "auto") != 0)
		return instance_stamp(db, source, err);
	enum rc rc = instance_read(db, known, err);
	return rc != RC_CONFIG
	           ? rc
	           : err_set(err, RC_CONFIG, "a new database needs its kind: `windfall migrate --source live`, or recorded, or simulated");
}

static enum rc migrate(struct run *run, const char *source, struct err *err)
{
	int applied = 0;
	enum rc rc = migrate_schema(run->db, &applied, err);
	if (rc == RC_OK)
		rc = stamp(run->db, source, err);
	if (rc == RC_OK)
		rc = migrate_catalogues(run->db, err);
	if (rc == RC_OK)
		rc = instance_read(run->db, run->source, err);
	if (rc == RC_OK)
		printf("migrations: %d applied; this database holds %s data\n", applied, run->source);
	return rc == RC_OK ? load_references(run, err) : rc;
}

static enum rc run_migrate(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	const char *source = cfg_get(cfg, CFG_SOURCE);
	struct option options[] = {{.name = "--source", .type = OPTION_CHOICE, .value = &source, .choices = "live recorded simulated"}};
	struct run run = {.cfg = cfg};
	int words = 0;
	enum rc rc = option_parse(options, 1, argc, argv, NULL, 0, &words, err);
	if (rc != RC_OK)
		return rc;
	if (cfg_get(cfg, CFG_DATABASE_OWNER)[0] == '\0')
		return err_set(err, RC_CONFIG, "database_owner is not set: set WINDFALL_STATE_DIR to a stack's folder, or WINDFALL_DATABASE_OWNER");
	arena_init(&run.arena, LIMIT_DAY_ARENA_BYTES);
	rc = db_open(&run.db, cfg_get(cfg, CFG_DATABASE_OWNER), MIGRATION_TIMEOUT_MS, err);
	if (rc == RC_OK)
		rc = kv_open(&run.kv, cfg_get(cfg, CFG_REDIS_SOCKET), err);
	if (rc == RC_OK)
		rc = migrate(&run, source, err);
	kv_close(run.kv);
	db_close(run.db);
	arena_fini(&run.arena);
	return rc;
}

const struct command migrate_command = {
    .name = "migrate",
    .summary = "bring the database to this program's schema, with calendar, miners and reference series",
    .usage = "migrate [--source KIND]",
    .help = "Applies what is missing, each migration in one transaction; run again, it changes nothing. Connects as database_owner.\n\n"
            "  --source live|recorded|simulated   the kind of data a new database will hold, for good (default: the setting source)\n\n"
            "Examples:\n"
            "  windfall migrate\n"
            "  windfall migrate --source recorded\n",
    .run = run_migrate,
};
