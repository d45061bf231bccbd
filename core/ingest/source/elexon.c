#include "core/ingest/source/elexon.h"

#include <stdio.h>
#include <string.h>

#include "core/base/tm.h"
#include "core/model/settlement.h"

#define API_PREFIX "/bmrs/api/v1"

const char *elexon_kind_name(enum elexon_kind kind)
{
	static const char *const names[ELEXON_KINDS] = {"bids", "offers", "wind generation", "system prices", "notifications"};
	return names[kind];
}

void elexon_stack_path(char out[ELEXON_PATH_MAX], enum stack_side side, int32_t day, int period)
{
	char date[TM_TEXT_MAX];

	(void)snprintf(out, ELEXON_PATH_MAX, API_PREFIX "/balancing/settlement/stack/all/%s/%s/%d", stack_row_side_name(side),
	               tm_format_day(date, day), period);
}

/* "2025-03-31T23:00Z" */
static void minute_of(char out[TM_TEXT_MAX], int64_t utc)
{
	(void)tm_format_utc(out, utc);
	memcpy(out + sizeof("2025-03-31T23:00") - 1, "Z", sizeof("Z"));
}

/* Asked for by the UTC times at which the settlement day starts and ends. */
static void wind_path(char out[ELEXON_PATH_MAX], int32_t day)
{
	char from[TM_TEXT_MAX], to[TM_TEXT_MAX];

	minute_of(from, settlement_day_start_utc(day));
	minute_of(to, settlement_day_start_utc(day + 1));
	(void)snprintf(out, ELEXON_PATH_MAX, API_PREFIX "/generation/actual/per-type/wind-and-solar?from=%s&to=%s", from, to);
}

static void system_prices_path(char out[ELEXON_PATH_MAX], int32_t day)
{
	char date[TM_TEXT_MAX];

	(void)snprintf(out, ELEXON_PATH_MAX, API_PREFIX "/balancing/settlement/system-prices/%s", tm_format_day(date, day));
}

void elexon_day_path(char out[ELEXON_PATH_MAX], enum elexon_kind kind, int32_t day, int period)
{
	if (kind < ELEXON_STACKS)
		elexon_stack_path(out, kind == ELEXON_BID ? STACK_BID : STACK_OFFER, day, period);
	else if (kind == ELEXON_WIND)
		wind_path(out, day);
	else
		system_prices_path(out, day);
}

#define UNIT_PARAMETER "&bmUnit="

void elexon_notifications_prefix(char out[ELEXON_PATH_MAX], int32_t day)
{
	char date[TM_TEXT_MAX];

	(void)tm_format_day(date, day);
	(void)snprintf(out, ELEXON_PATH_MAX, API_PREFIX "/datasets/PN/stream?from=%s&settlementPeriodFrom=1&to=%s&settlementPeriodTo=%d", date,
	               date, settlement_periods(day));
}

static bool is_plain(const char *unit)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	return unit[strspn(unit, plain)] == '\0';
}

bool elexon_notifications_path(char out[ELEXON_NOTIFICATIONS_PATH_MAX], int32_t day, const char *const *units, size_t n, size_t *next)
{
	size_t used, some = 0;

	elexon_notifications_prefix(out, day);
	used = strlen(out);
	for (; *next < n; (*next)++) {
		size_t room = sizeof(UNIT_PARAMETER) + strlen(units[*next]);

		if (!is_plain(units[*next]))
			continue;
		if (used + room > ELEXON_NOTIFICATIONS_PATH_MAX)
			break;
		used += (size_t)snprintf(out + used, room, UNIT_PARAMETER "%s", units[*next]);
		some++;
	}
	return some > 0;
}

bool elexon_next_unit(struct sv *path, struct sv *unit)
{
	const char *found = memmem(path->p, path->n, UNIT_PARAMETER, sizeof(UNIT_PARAMETER) - 1);

	if (!found)
		return false;
	path->n -= (size_t)(found - path->p) + sizeof(UNIT_PARAMETER) - 1;
	path->p = found + sizeof(UNIT_PARAMETER) - 1;
	unit->p = path->p;
	unit->n = 0;
	while (unit->n < path->n && unit->p[unit->n] != '&')
		unit->n++;
	return true;
}

static bool has_path(struct sv base)
{
	const char *host = memmem(base.p, base.n, "://", 3);

	host = host ? host + 3 : base.p;
	return memchr(host, '/', base.n - (size_t)(host - base.p)) != NULL;
}

enum rc elexon_url(char out[ELEXON_URL_MAX], const char *base, const char *path, struct err *err)
{
	struct sv root = sv_of(base), rest = sv_of(path);
	int n;

	while (sv_ends(root, SV("/")))
		root.n--;
	if (has_path(root) && sv_starts(rest, SV(API_PREFIX)))
		rest = (struct sv){path + sizeof(API_PREFIX) - 1, rest.n - sizeof(API_PREFIX) + 1};
	n = snprintf(out, ELEXON_URL_MAX, "%.*s%.*s", SV_FMT(root), SV_FMT(rest));
	return n > 0 && n < ELEXON_URL_MAX ? RC_OK : err_set(err, RC_CONFIG, "the address of Elexon is too long: %.60s…", base);
}
