#include "fcgi/interval.h"

#include <string.h>

bool interval_is_within_day(const struct params *params)
{
	const char *interval = params->text[PARAM_INTERVAL];
	return strcmp(interval, "half_hour") == 0 || strcmp(interval, "hour") == 0;
}

const char *interval_day(const struct params *params, bool backwards)
{
	return params->after[0] ? params->after[0] : params->text[backwards ? PARAM_TO : PARAM_FROM];
}

const char *interval_next_day(const struct params *params, const char *day, bool backwards, char out[TM_TEXT_MAX])
{
	int32_t next;
	if (!tm_parse_day(sv_of(day), &next))
		return NULL;
	next += backwards ? -1 : 1;
	return next < params->number[PARAM_FROM] || next > params->number[PARAM_TO] ? NULL : tm_format_day(out, next);
}

void interval_write(struct sheet *sheet, const char *interval, const struct interval_time *time)
{
	char text[TM_TEXT_MAX] = "";
	struct sv start = sv_of(time->start); /* YYYY-MM-DD */
	bool half_hour = strcmp(interval, "half_hour") == 0, month = strcmp(interval, "month") == 0;
	if (half_hour || strcmp(interval, "hour") == 0) {
		sheet_text(sheet, "settlement_date", time->settlement_date);
		if (half_hour)
			sheet_num(sheet, "settlement_period", time->settlement_period);
		sheet_text(sheet, "start_utc", time->start_utc);
	} else if (strcmp(interval, "day") == 0) {
		sheet_text(sheet, "date", time->start);
	} else {
		(void)sv_copy((struct sv){start.p, start.n ? (month ? 7 : 4) : 0}, text, sizeof text); /* shorter than text */
		if (month)
			sheet_text(sheet, "month", text);
		else
			sheet_num(sheet, "year", text[0] ? text : NULL);
	}
}
