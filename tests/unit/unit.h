/* What every unit test begins with: cmocka and the headers it wants before its own. */
#ifndef WINDFALL_TESTS_UNIT_H
#define WINDFALL_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/sv.h"

#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))

/* A slice equals a text; the failure names the caller's line. */
#define assert_sv_equal(slice, text)                                                                                                       \
	do {                                                                                                                                   \
		struct sv got_ = (slice);                                                                                                          \
		const char *want_ = (text);                                                                                                        \
		if (!sv_eq_str(got_, want_))                                                                                                       \
			fail_msg("got \"%.*s\", expected \"%s\"", SV_FMT(got_), want_);                                                                \
	} while (0)

#endif
