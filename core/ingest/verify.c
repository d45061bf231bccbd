#include "core/ingest/verify.h"

#include <string.h>

#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/ingest/keep.h"

static bool differs(const struct day_reading *reading, const struct day_known *known)
{
	if (reading->state != DAY_COMPLETE)
		return reading->state == DAY_EMPTY && known->state == DAY_COMPLETE;
	return known->state != DAY_COMPLETE || strcmp(reading->rows_sha256, known->rows_sha256) != 0 || !day_same_replacements(reading, known);
}

static void note(struct report *report, int32_t day, const char *date, const struct day_periods *differing)
{
	char periods[DAY_PERIODS_TEXT_MAX];
	log_line(LOG_WARN, "day_differs", "date=%s periods=%s", date, day_periods_text(periods, differing));
	if (report->days_differing++ == 0)
		report->differing_from = report->differing_to = day;
	report->differing_from = day < report->differing_from ? day : report->differing_from;
	report->differing_to = day > report->differing_to ? day : report->differing_to;
}

enum rc verify_day(struct run *run, const struct read_day *read, struct err *err)
{
	char date[TM_TEXT_MAX];
	struct day_known known[SETTLEMENT_PERIODS_MAX + 1];
	struct day_periods differing = {0};
	enum rc rc = day_read_known(run->db, tm_format_day(date, read->day), known, err);
	if (rc != RC_OK)
		return rc;
	keep_count(&run->report, read);
	for (size_t i = 0; i < read->n; i++)
		differing.at[read->readings[i].period] = differs(&read->readings[i], &known[read->readings[i].period]);
	if (day_periods_any(&differing))
		note(&run->report, read->day, date, &differing);
	return RC_OK;
}
