#include "tools/simulate/bmunits.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/json/jw.h"

static void text_add(struct jw *w, const char *name, const char *text)
{
	jw_key(w, name);
	jw_text(w, text[0] == '\0' ? NULL : text);
}

static void null_add(struct jw *w, const char *name)
{
	jw_key(w, name);
	jw_null(w);
}

static void flag_add(struct jw *w, const char *name, bool on)
{
	jw_key(w, name);
	jw_bool(w, on);
}

/* Capacities are strings with three decimals. */
static void capacity_add(struct jw *w, const char *name, int64_t milli_mw)
{
	int64_t size = milli_mw < 0 ? -milli_mw : milli_mw;
	char text[32];

	snprintf(text, sizeof(text), "%s%" PRId64 ".%03" PRId64 "", milli_mw < 0 ? "-" : "", size / 1000, size % 1000);
	jw_key(w, name);
	jw_text(w, text);
}

static void identity_add(struct jw *w, const struct fleet_unit *unit)
{
	const char type[] = {unit->type, '\0'};

	text_add(w, "nationalGridBmUnit", unit->national_grid_id);
	text_add(w, "elexonBmUnit", unit->id);
	null_add(w, "eic");
	text_add(w, "fuelType", unit->fuel ? unit->fuel : "");
	text_add(w, "leadPartyName", unit->party);
	text_add(w, "bmUnitType", type);
	flag_add(w, "fpnFlag", true);
	text_add(w, "bmUnitName", unit->name);
	text_add(w, "leadPartyId", unit->party_id);
}

static void capacities_add(struct jw *w, int64_t milli_mw)
{
	capacity_add(w, "demandCapacity", -milli_mw / 50);
	capacity_add(w, "generationCapacity", milli_mw);
	text_add(w, "productionOrConsumptionFlag", "P");
	text_add(w, "transmissionLossFactor", "-0.0301340");
	capacity_add(w, "workingDayCreditAssessmentImportCapability", -milli_mw / 125);
	capacity_add(w, "nonWorkingDayCreditAssessmentImportCapability", -milli_mw / 125);
	capacity_add(w, "workingDayCreditAssessmentExportCapability", milli_mw * 2 / 5);
	capacity_add(w, "nonWorkingDayCreditAssessmentExportCapability", milli_mw * 2 / 5);
}

static void unit_add(struct jw *w, const struct fleet_unit *unit)
{
	jw_object(w);
	identity_add(w, unit);
	capacities_add(w, unit->capacity_milli_mw);
	flag_add(w, "creditQualifyingStatus", true);
	flag_add(w, "demandInProductionFlag", false);
	text_add(w, "gspGroupId", unit->type == 'T' ? "" : unit->scottish ? "_P" : "_F");
	text_add(w, "gspGroupName", unit->type == 'T' ? "" : unit->scottish ? "North Scotland" : "Northern");
	null_add(w, "interconnectorId");
	jw_object_end(w);
}

void bmunits_write(struct buf *out, const struct fleet *fleet)
{
	struct jw w;

	jw_init(&w, out);
	jw_array(&w);
	for (size_t i = 0; i < fleet->n; i++)
		unit_add(&w, &fleet->units[i]);
	jw_array_end(&w);
}
