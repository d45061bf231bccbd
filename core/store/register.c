#include "core/store/register.h"

#include <stdio.h>
#include <string.h>

#include "core/base/tm.h"
#include "core/store/rows.h"
#include "core/store/turn.h"
#include "statements.h"

enum rc register_is_known(struct db *db, int32_t date, const char *body_sha256, bool *known, struct err *err)
{
	struct db_result *result = NULL;
	char day[TM_TEXT_MAX];
	enum rc rc = db_run(db, &statements_register_known, (const char *const[]){tm_format_day(day, date), body_sha256}, &result, err);
	if (rc == RC_OK)
		*known = db_get_bool(result, 0, 0);
	db_result_free(result);
	return rc;
}

static enum rc write_reading(struct db *db, const struct register_reading *reading, const char *date, struct err *err)
{
	char fetched[TM_TEXT_MAX], units[24], without_id[24], duplicates[24];
	(void)snprintf(units, sizeof(units), "%zu", reading->n);
	(void)snprintf(without_id, sizeof(without_id), "%zu", reading->without_id);
	(void)snprintf(duplicates, sizeof(duplicates), "%zu", reading->duplicates);
	const char *params[] = {date, tm_format_utc(fetched, reading->fetched_utc), reading->body_sha256, units, without_id, duplicates};
	return db_run(db, &statements_register_write, params, NULL, err);
}

static enum rc write_units(struct db *db, const struct register_reading *reading, const char *date, struct register_effect *effect,
                           struct err *err)
{
	struct rows rows;
	struct db_result *result = NULL;
	const char *params[3] = {date};
	rows_init(&rows, 2);
	for (size_t i = 0; i < reading->n; i++)
		rows_add(&rows, (const char *const[]){reading->units[i].id, bm_unit_is_wind(&reading->units[i]) ? "t" : "f"});
	enum rc rc = rows_params(&rows, params + 1, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_units_write, params, &result, err);
	if (rc == RC_OK) {
		effect->newly_wind = db_get_int(result, 0, 0);
		(void)sv_copy(sv_of(db_get(result, 0, 1)), effect->days_from, sizeof(effect->days_from));
		(void)sv_copy(sv_of(db_get(result, 0, 2)), effect->days_to, sizeof(effect->days_to));
	}
	db_result_free(result);
	rows_fini(&rows);
	return rc;
}

static void add_version(struct rows *rows, const struct bm_unit *u)
{
	char capacity[ROWS_NUMBER_MAX];
	rows_add(rows,
	         (const char *const[]){u->id, u->national_grid_id, u->name, u->fuel_type, u->lead_party, u->lead_party_id, u->type,
	                               u->gsp_group, u->capacity_known ? rows_number(capacity, u->generation_capacity_milli_mw, 3) : NULL});
}

static enum rc write_versions(struct db *db, const struct register_reading *reading, const char *date, struct err *err)
{
	struct rows rows;
	const char *params[10] = {date};
	rows_init(&rows, 9);
	for (size_t i = 0; i < reading->n; i++)
		add_version(&rows, &reading->units[i]);
	enum rc rc = rows_params(&rows, params + 1, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_unit_versions_write, params, NULL, err);
	rows_fini(&rows);
	return rc;
}

enum rc register_store(struct db *db, const struct register_reading *reading, struct register_effect *effect, struct err *err)
{
	char date[TM_TEXT_MAX];
	*effect = (struct register_effect){0};
	(void)tm_format_day(date, reading->date);
	enum rc rc = db_begin(db, err);
	if (rc == RC_OK)
		rc = turn_reference(db, err);
	if (rc == RC_OK)
		rc = write_reading(db, reading, date, err);
	if (rc == RC_OK)
		rc = write_units(db, reading, date, effect, err);
	if (rc == RC_OK)
		rc = write_versions(db, reading, date, err);
	if (rc == RC_OK)
		rc = epochs_bump_key(db, "units", &effect->moved, err);
	if (rc == RC_OK)
		rc = db_commit(db, err);
	if (rc != RC_OK)
		db_rollback(db);
	return rc;
}

enum rc register_load(struct db *db, struct arena *arena, struct register_units *units, struct err *err)
{
	struct db_result *result = NULL;
	enum rc rc = db_run(db, &statements_wind_units, NULL, &result, err);
	size_t n = rc == RC_OK ? (size_t)db_rows(result) : 0;
	*units = (struct register_units){.n = n};
	units->ids = arena_alloc(arena, (n + 1) * sizeof(*units->ids));
	units->wind = arena_alloc(arena, (n + 1) * sizeof(*units->wind));
	units->wind_ids = arena_alloc(arena, (n + 1) * sizeof(*units->wind_ids));
	for (size_t i = 0; rc == RC_OK && !arena->failed && i < n; i++) {
		units->ids[i] = arena_dup(arena, sv_of(db_get(result, (int)i, 0)));
		units->wind[i] = db_get_bool(result, (int)i, 1);
		if (units->wind[i])
			units->wind_ids[units->n_wind++] = units->ids[i];
	}
	if (rc == RC_OK && arena->failed)
		rc = err_set(err, RC_FAIL, "out of memory for %zu units", n);
	db_result_free(result);
	return rc;
}

static size_t index_of(const struct register_units *units, const char *id)
{
	size_t low = 0, high = units->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(units->ids[middle], id);
		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return units->n;
}

enum register_kind register_find(const struct register_units *units, const char *id)
{
	size_t i = id == NULL ? units->n : index_of(units, id);
	if (i == units->n)
		return REGISTER_UNKNOWN;
	return units->wind[i] ? REGISTER_WIND : REGISTER_OTHER;
}

const char *register_intern(const struct register_units *units, const char *id)
{
	size_t i = index_of(units, id);
	return i == units->n ? NULL : units->ids[i];
}
