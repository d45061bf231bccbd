#include "core/ingest/parse_bm_units.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/dec.h"
#include "core/base/limits.h"
#include "core/ingest/parse_json.h"

struct raw_unit { /* as published: the capacity is a string */
	struct bm_unit unit;
	const char *capacity;
};

#define AT(member) offsetof(struct raw_unit, member)

static const struct parse_json_field fields[] = {
    {"nationalGridBmUnit", PARSE_JSON_TEXT_OR_NULL, AT(unit.national_grid_id), false},
    {"elexonBmUnit", PARSE_JSON_TEXT_OR_NULL, AT(unit.id), false},
    {"fuelType", PARSE_JSON_TEXT_OR_NULL, AT(unit.fuel_type), false},
    {"leadPartyName", PARSE_JSON_TEXT_OR_NULL, AT(unit.lead_party), false},
    {"bmUnitType", PARSE_JSON_TEXT_OR_NULL, AT(unit.type), false},
    {"bmUnitName", PARSE_JSON_TEXT_OR_NULL, AT(unit.name), false},
    {"leadPartyId", PARSE_JSON_TEXT_OR_NULL, AT(unit.lead_party_id), false},
    {"generationCapacity", PARSE_JSON_TEXT_OR_NULL, AT(capacity), false},
    {"gspGroupId", PARSE_JSON_TEXT_OR_NULL, AT(unit.gsp_group), false},
    {0},
};

/* A place of the reply: sorting finds the duplicates and leaves the order of the reply alone. */
struct place {
	const struct bm_unit *unit;
	bool left_out;
};

static int place_compare(const void *a, const void *b)
{
	const struct place *left = *(struct place *const *)a, *right = *(struct place *const *)b;
	int order = strcmp(left->unit->id, right->unit->id);

	return order != 0 ? order : (left > right) - (left < right);
}

static enum rc capacity_take(struct raw_unit *raw, struct err *err)
{
	raw->unit.capacity_known = raw->capacity && *raw->capacity;
	if (!raw->unit.capacity_known || dec_parse(sv_of(raw->capacity), 3, &raw->unit.generation_capacity_milli_mw))
		return RC_OK;
	return err_set(err, RC_DATA, "generationCapacity: must be a decimal in a string, is %.40s", raw->capacity);
}

static enum rc unit_add(struct arena *arena, struct bm_unit **units, size_t n, size_t *cap, const struct bm_unit *unit, struct err *err)
{
	struct bm_unit *grown;

	if (n >= LIMIT_UNITS)
		return err_set(err, RC_DATA, "more than %d units", LIMIT_UNITS);
	grown = arena_grow(arena, *units, n, cap, sizeof(**units));
	if (!grown)
		return err_set(err, RC_FAIL, "no memory left for the register");
	*units = grown;
	grown[n] = *unit;
	return RC_OK;
}

static enum rc units_take(struct js *js, struct arena *arena, struct bm_unit **units, size_t *n, struct parse_bm_units_counts *counts,
                          struct err *err)
{
	size_t cap = 0;
	bool more;

	for (;; counts->rows++) {
		struct raw_unit raw = {0};
		enum rc rc = parse_json_row(js, fields, arena, &raw, &more, err);

		if (rc == RC_OK)
			rc = capacity_take(&raw, err);
		if (rc != RC_OK)
			(void)err_wrap(err, "row %zu", counts->rows + 1);
		if (rc != RC_OK || !more)
			return rc;
		if (!raw.unit.id || !*raw.unit.id) {
			counts->without_id++;
			continue;
		}
		rc = unit_add(arena, units, *n, &cap, &raw.unit, err);
		if (rc != RC_OK)
			return rc;
		(*n)++;
	}
}

/* Of the places with the id of sorted[0]: which one stays. Returns how many there are. */
static size_t run_settle(struct place **sorted, size_t n)
{
	size_t run = 0, stays = 0;

	while (run < n && strcmp(sorted[run]->unit->id, sorted[0]->unit->id) == 0)
		run++;
	while (stays < run && !bm_unit_is_wind(sorted[stays]->unit))
		stays++;
	for (size_t i = 0; i < run; i++)
		sorted[i]->left_out = i != (stays < run ? stays : 0);
	return run;
}

static enum rc duplicates_leave_out(struct arena *arena, struct bm_unit *units, size_t *n, struct parse_bm_units_counts *counts,
                                    struct err *err)
{
	struct place *places = arena_alloc(arena, *n * sizeof(*places));
	struct place **sorted = arena_alloc(arena, *n * sizeof(*sorted));
	size_t kept = 0;

	if (!places || !sorted)
		return err_set(err, RC_FAIL, "no memory left for the register");
	for (size_t i = 0; i < *n; i++) {
		places[i].unit = &units[i];
		sorted[i] = &places[i];
	}
	qsort(sorted, *n, sizeof(struct place *), place_compare);
	for (size_t i = 0; i < *n;)
		i += run_settle(sorted + i, *n - i);
	for (size_t i = 0; i < *n; i++)
		if (!places[i].left_out)
			units[kept++] = units[i];
	counts->duplicates = *n - kept;
	*n = kept;
	return RC_OK;
}

enum rc parse_bm_units(struct sv body, struct arena *arena, struct bm_unit **units, size_t *n, struct parse_bm_units_counts *counts,
                       struct err *err)
{
	struct js js;
	bool some;
	enum rc rc;

	*units = NULL;
	*n = 0;
	*counts = (struct parse_bm_units_counts){0};
	js_init(&js, body);
	rc = parse_json_open(&js, NULL, &some, err);
	if (rc == RC_OK)
		rc = units_take(&js, arena, units, n, counts, err);
	if (rc == RC_OK)
		rc = parse_json_close(&js, NULL, err);
	if (rc != RC_OK)
		return rc;
	if (*n == 0)
		return err_set(err, RC_DATA, "the register is empty");
	return duplicates_leave_out(arena, *units, n, counts, err);
}
