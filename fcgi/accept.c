#include "fcgi/accept.h"

#include <stdint.h>
#include <strings.h>

#include "core/base/dec.h"

#define QUALITY_BEST 1000 /* q=1, in thousandths */

static struct sv trim(struct sv text)
{
	while (text.n > 0 && (text.p[0] == ' ' || text.p[0] == '\t'))
		text = (struct sv){text.p + 1, text.n - 1};
	while (text.n > 0 && (text.p[text.n - 1] == ' ' || text.p[text.n - 1] == '\t'))
		text.n--;
	return text;
}

static bool same(struct sv a, struct sv b)
{
	return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

/* How closely a media range names type: 3 itself, 2 its group (application/ *), 1 anything, 0 not at all. */
static int closeness(struct sv range, struct sv type, struct sv group)
{
	return same(range, type) ? 3 : same(range, group) ? 2 : same(range, SV("*/*")) ? 1 : 0;
}

/* The q of a media range's parameters, 1 where there is none or it is no number. */
static int64_t quality(struct sv parameters)
{
	struct sv part;
	int64_t q = QUALITY_BEST;
	while (sv_next(&parameters, ';', &part)) {
		part = trim(part);
		if (part.n > 2 && (part.p[0] | 0x20) == 'q' && part.p[1] == '=' && !dec_parse((struct sv){part.p + 2, part.n - 2}, 3, &q))
			q = QUALITY_BEST;
	}
	return q;
}

/* The quality of the range that names type most closely. */
static int64_t quality_of(struct sv field, struct sv type, struct sv group)
{
	struct sv entry, range;
	int64_t q = 0;
	int closest = 0;
	while (sv_next(&field, ',', &entry)) {
		if (!sv_next(&entry, ';', &range))
			continue;
		int close = closeness(trim(range), type, group);
		if (close > closest) {
			closest = close;
			q = quality(entry);
		}
	}
	return q;
}

enum accept_form accept_choose(struct sv field, bool csv)
{
	if (trim(field).n == 0)
		return ACCEPT_JSON;
	int64_t of_json = quality_of(field, SV("application/json"), SV("application/*"));
	int64_t of_csv = csv ? quality_of(field, SV("text/csv"), SV("text/*")) : 0;
	if (of_json <= 0 && of_csv <= 0)
		return ACCEPT_NONE;
	return of_csv > of_json ? ACCEPT_CSV : ACCEPT_JSON;
}
