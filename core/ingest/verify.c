#include "core/ingest/verify.h"

#include <stdio.h>
#include <string.h>

#include "core/base/log.h"
#include "core/base/tm.h"
#include "core/ingest/keep.h"

#define SOURCES_MAX 80

static bool differs(const struct day_reading *reading, const struct day_known *known)
{
	if (reading->state != DAY_COMPLETE)
		return reading->state == DAY_EMPTY && known->state == DAY_COMPLETE;
	return known->state != DAY_COMPLETE || strcmp(reading->rows_sha256, known->rows_sha256) != 0 || !day_same_replacements(reading, known);
}

/* "stacks, wind generation" */
static void name_sources(char out[SOURCES_MAX], const struct day_periods *differing, const bool differs[ELEXON_KINDS])
{
	int n = snprintf(out, SOURCES_MAX, "%s", day_periods_any(differing) ? "stacks" : "");
	for (enum elexon_kind kind = ELEXON_STACKS; kind < ELEXON_KINDS; kind++)
		if (differs[kind])
			n += snprintf(out + n, SOURCES_MAX - (size_t)n, "%s%s", n > 0 ? ", " : "", elexon_kind_name(kind));
}

static void note(struct report *report, int32_t day, const char *date, const struct day_periods *differing, const char *sources)
{
	char periods[DAY_PERIODS_TEXT_MAX];
	log_line(LOG_WARN, "day_differs", "date=%s sources=%s periods=%s", date, log_quote(sources), day_periods_text(periods, differing));
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
	bool differs_of[ELEXON_KINDS] = {false};
	char sources[SOURCES_MAX];
	enum rc rc = day_read_known(run->db, tm_format_day(date, read->day), known, err);
	if (rc != RC_OK)
		return rc;
	rc = keep_compare(run, read, date, differs_of, err);
	if (rc != RC_OK)
		return rc;
	keep_count(&run->report, read);
	for (size_t i = 0; i < read->n; i++)
		differing.at[read->readings[i].period] = differs(&read->readings[i], &known[read->readings[i].period]);
	name_sources(sources, &differing, differs_of);
	if (sources[0] != '\0')
		note(&run->report, read->day, date, &differing, sources);
	return RC_OK;
}
