#include "fcgi/accept.h"

#include <stdint.h>
#include <strings.h>

#include "core/base/dec.h"

#define QUALITY_BEST 1000 /* q=1, in thousandths */

const struct accept_type accept_types[ACCEPT_NONE] = {
    [ACCEPT_JSON] = {"json", "", "application/json", "application/json", "application/*"},
    [ACCEPT_CSV] = {"csv", ".csv", "text/csv; charset=utf-8; header=present", "text/csv", "text/*"},
    [ACCEPT_NDJSON] = {"ndjson", ".ndjson", "application/x-ndjson", "application/x-ndjson", "application/*"},
};

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

enum accept_form accept_choose(struct sv field, enum accept_form last)
{
	enum accept_form best = trim(field).n == 0 ? ACCEPT_JSON : ACCEPT_NONE;
	int64_t of_best = 0;
	for (enum accept_form form = ACCEPT_JSON; form <= last; form++) {
		int64_t q = quality_of(field, sv_of(accept_types[form].media), sv_of(accept_types[form].group));
		if (q > of_best) {
			best = form;
			of_best = q;
		}
	}
	return best;
}
