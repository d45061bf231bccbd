/* The Authorization field of a request (RFC 6750). */
#ifndef WINDFALL_FCGI_BEARER_H
#define WINDFALL_FCGI_BEARER_H

#include <stdbool.h>

#include "core/base/sv.h"

/* The token of "Bearer TOKEN"; false where the field is absent, of another scheme, or holds what no token may. */
bool bearer_read(struct sv authorization, struct sv *token);

#endif
