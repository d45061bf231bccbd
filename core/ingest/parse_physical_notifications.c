#include "core/ingest/parse_physical_notifications.h"

#include "core/ingest/parse_json.h"

#define AT(member) offsetof(struct physical_notification_row, member)

static const struct parse_json_field fields[] = {
    {"settlementDate", PARSE_JSON_DAY, AT(settlement_date), true},
    {"settlementPeriod", PARSE_JSON_PERIOD, AT(settlement_period), true},
    {"timeFrom", PARSE_JSON_UTC, AT(from_utc), true},
    {"timeTo", PARSE_JSON_UTC, AT(to_utc), true},
    {"levelFrom", PARSE_JSON_NANO_OR_NULL, AT(from_mw), true},
    {"levelTo", PARSE_JSON_NANO_OR_NULL, AT(to_mw), true},
    {"bmUnit", PARSE_JSON_TEXT_OR_NULL, AT(bm_unit), true},
    {0},
};

enum rc parse_physical_notifications(struct sv body, struct arena *arena, struct physical_notification_row **rows, size_t *n,
                                     struct err *err)
{
	void *found;
	enum rc rc = parse_json_rows(body, NULL, fields, sizeof(**rows), arena, &found, n, err);

	*rows = found;
	return rc;
}
