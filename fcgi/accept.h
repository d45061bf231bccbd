/* The forms a page can have, and content negotiation between them (RFC 9110, section 12.5.1). */
#ifndef WINDFALL_FCGI_ACCEPT_H
#define WINDFALL_FCGI_ACCEPT_H

#include "core/base/sv.h"

enum accept_form { ACCEPT_JSON, ACCEPT_CSV, ACCEPT_NDJSON, ACCEPT_NONE };

struct accept_type {
	const char *name, *suffix; /* as --print-routes shows it; of a path */
	const char *content_type;
	const char *media, *group; /* as a media range names it: "text/csv", "text/" followed by * */
};

/* By form. */
extern const struct accept_type accept_types[ACCEPT_NONE];

/* The form an Accept field prefers, the earlier where two are as good and JSON where the field is empty. A page has the forms up to last. */
enum accept_form accept_choose(struct sv field, enum accept_form last);

#endif
