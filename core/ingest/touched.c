#include "core/ingest/touched.h"

#include "core/base/tm.h"
#include "core/model/settlement.h"

static int32_t first_day(void)
{
	return tm_day(SETTLEMENT_FIRST_YEAR, 1, 1);
}

void touched_add(struct touched *touched, int64_t from_utc, int64_t before_utc)
{
	int32_t first = first_day(), last = tm_day(SETTLEMENT_LAST_YEAR, 12, 31);
	int64_t calendar_from = settlement_day_start_utc(first), calendar_before = settlement_day_start_utc(last + 1);
	if (from_utc < calendar_from)
		from_utc = calendar_from;
	if (before_utc > calendar_before)
		before_utc = calendar_before;
	if (from_utc >= before_utc)
		return;
	touched->any = true;
	for (int32_t day = settlement_day_of(from_utc); day <= settlement_day_of(before_utc - 1); day++)
		touched->at[day - first] = true;
}

bool touched_has(const struct touched *touched, int32_t day)
{
	int32_t i = day - first_day();
	return i >= 0 && i < TOUCHED_DAYS_MAX && touched->at[i];
}
