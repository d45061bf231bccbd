#include "tools/windfall/progress.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/log.h"
#include "core/base/os.h"
#include "core/base/tm.h"

#define BAR_CELLS 24
#define LINE_EVERY_MS 10000
#define STDERR_FD 2

/* "-" before a day has ended. */
static const char *seconds_left(char out[24], const struct report *r, int64_t elapsed_ms)
{
	int64_t left = (int64_t)r->days_total - r->counts.days;
	(void)snprintf(out, 24, "-");
	if (r->counts.days > 0)
		(void)snprintf(out, 24, "%" PRId64, left * elapsed_ms / r->counts.days / 1000);
	return out;
}

static void draw_bar(const struct report *r, int64_t elapsed_ms)
{
	char bar[BAR_CELLS + 1], left[24];
	int64_t full = r->days_total == 0 ? 0 : r->counts.days * BAR_CELLS / (int64_t)r->days_total;
	for (int i = 0; i < BAR_CELLS; i++)
		bar[i] = i < full ? '#' : '.';
	bar[BAR_CELLS] = '\0';
	fprintf(stderr, "\r[%s] day %" PRId64 "/%zu  %" PRId64 " rows  %" PRId64 " requests/s  %" PRId64 " retries  %s s left   ", bar,
	        r->counts.days, r->days_total, r->rows, elapsed_ms > 0 ? r->counts.requests * 1000 / elapsed_ms : 0, r->counts.retries,
	        seconds_left(left, r, elapsed_ms));
	(void)fflush(stderr);
}

void progress_show(const struct report *r)
{
	static int64_t shown_ms, shown_days;
	char left[24];
	int64_t now_ms = tm_monotonic_ms(), elapsed_ms = now_ms - r->started_ms;
	if (os_is_terminal(STDERR_FD)) {
		if (r->counts.days != shown_days)
			draw_bar(r, elapsed_ms);
		shown_days = r->counts.days;
	} else if (now_ms - (shown_ms == 0 ? r->started_ms : shown_ms) >= LINE_EVERY_MS) {
		shown_ms = now_ms;
		log_line(LOG_INFO, "progress", "day=%" PRId64 "/%zu rows=%" PRId64 " requests=%" PRId64 " retries=%" PRId64 " seconds_left=%s",
		         r->counts.days, r->days_total, r->rows, r->counts.requests, r->counts.retries, seconds_left(left, r, elapsed_ms));
	}
}

void progress_end(const struct report *r)
{
	char text[REPORT_TEXT_MAX];
	if (r->days_total > 0 && os_is_terminal(STDERR_FD))
		fputc('\n', stderr);
	printf("%s\n", report_text(r, text));
}
