#include "core/ingest/report.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/buf.h"
#include "core/base/os.h"
#include "core/base/tm.h"

#define REFUSED_SHARE_MAX 10 /* one half hour in so many may be refused before the run counts as refused */

void report_begin(struct report *report)
{
	report->started_ms = tm_monotonic_ms();
}

void report_expect(struct report *report, size_t days)
{
	report->days_total = (size_t)report->counts.days + days;
}

void report_show(void *ctx)
{
	const struct report *report = ctx;
	if (report->progress != NULL)
		report->progress(report);
}

void report_day_done(struct report *report)
{
	report->counts.days++;
	report_show(report);
}

void report_net(struct report *report, struct net_counts counts)
{
	report->counts.requests = counts.requests;
	report->counts.retries = counts.retries;
	report->counts.bytes = counts.bytes;
}

const char *report_text(const struct report *r, char out[REPORT_TEXT_MAX])
{
	int64_t ms = tm_monotonic_ms() - r->started_ms;
	struct buf text;
	buf_init(&text, REPORT_TEXT_MAX);
	buf_addf(&text, "%" PRId64 " of %zu days, %" PRId64 " changed", r->counts.days, r->days_total, r->days_changed);
	if (r->counts.periods + r->counts.periods_failed + r->missing > 0)
		buf_addf(&text,
		         "; half hours: %" PRId64 " read (%" PRId64 " not published), %" PRId64 " failed, %" PRId64 " not in the archive; %" PRId64
		         " records of %" PRId64 " rows; %" PRId64 " twins dropped, %" PRId64 " replies refused, %" PRId64
		         " rows of unknown units; %" PRId64 " requests, %" PRId64 " retries, %" PRId64 " kB read",
		         r->counts.periods, r->empty, r->counts.periods_failed, r->missing, r->counts.records, r->rows, r->duplicates,
		         r->counts.refused, r->unknown_ids, r->counts.requests, r->counts.retries, r->counts.bytes / 1000);
	for (enum elexon_kind kind = ELEXON_STACKS; kind < ELEXON_KINDS; kind++)
		if (r->days_without[kind] > 0)
			buf_addf(&text, "; %" PRId64 " days without %s", r->days_without[kind], elexon_kind_name(kind));
	buf_addf(&text, "; %" PRId64 ".%03" PRId64 " s, %" PRId64 " MB at most", ms / 1000, ms % 1000, os_peak_memory_kb() / 1024);
	(void)sv_copy(buf_sv(&text), out, REPORT_TEXT_MAX);
	buf_fini(&text);
	return out;
}

enum rc report_verdict(const struct report *r, struct err *err)
{
	char day[TM_TEXT_MAX], other[TM_TEXT_MAX];
	int64_t read = r->counts.periods, failed = r->counts.periods_failed;
	if (r->days_differing > 0)
		return err_set(err, RC_DATA, "%" PRId64 " days differ from what is kept: windfall reconcile --from %s --to %s", r->days_differing,
		               tm_format_day(day, r->differing_from), tm_format_day(other, r->differing_to));
	if (r->days_refused > 0)
		return err_set(err, RC_DATA, "%" PRId64 " of %zu days could not be read, their files are damaged: the log names each",
		               r->days_refused, r->days_total);
	if (r->days_total > 0 && read == 0 && failed + r->missing > 0 && r->counts.refused == 0)
		return err_set(err, RC_UNAVAILABLE, "nothing at all could be read: %" PRId64 " half hours failed, %" PRId64 " are not there",
		               failed, r->missing);
	if (r->counts.refused * REFUSED_SHARE_MAX > read + failed)
		return err_set(err, RC_DATA, "%" PRId64 " of %" PRId64 " half hours were refused: the log names each", r->counts.refused,
		               read + failed);
	if (r->unknown_half_hours > 0)
		return err_set(
		    err, RC_PARTLY,
		    "the difficulty is not known from %s on: records are kept, Bitcoin is not worked out; run `windfall sync difficulty`",
		    tm_format_day(day, r->unknown_from));
	if (failed > 0)
		return err_set(err, RC_PARTLY, "%" PRId64 " half hours failed: the next run reads them again", failed);
	return RC_OK;
}
