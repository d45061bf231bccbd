/* Content negotiation between the two forms of a page (RFC 9110, section 12.5.1). */
#ifndef WINDFALL_FCGI_ACCEPT_H
#define WINDFALL_FCGI_ACCEPT_H

#include "core/base/sv.h"

enum accept_form { ACCEPT_NONE, ACCEPT_JSON, ACCEPT_CSV };

/* The form an Accept field prefers, JSON where both are as good or the field is empty; csv: whether the page has that form. */
enum accept_form accept_choose(struct sv field, bool csv);

#endif
