#include "core/ingest/parse_wind_generation.h"

#include "core/ingest/parse_json.h"

#define AT(member) offsetof(struct wind_generation_row, member)

static const struct parse_json_field fields[] = {
    {"publishTime", PARSE_JSON_UTC, AT(published_utc), true},
    {"psrType", PARSE_JSON_TEXT_OR_NULL, AT(psr_type), true},
    {"quantity", PARSE_JSON_NANO_OR_NULL, AT(quantity_mw), true},
    {"settlementDate", PARSE_JSON_DAY, AT(settlement_date), true},
    {"settlementPeriod", PARSE_JSON_PERIOD, AT(settlement_period), true},
    {0},
};

enum rc parse_wind_generation(struct sv body, struct arena *arena, struct wind_generation_row **rows, size_t *n, struct err *err)
{
	void *found;
	enum rc rc = parse_json_rows(body, "data", fields, sizeof(**rows), arena, &found, n, err);

	*rows = found;
	return rc;
}
