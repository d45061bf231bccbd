#include "core/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* In parentheses, so that the analyzer's macros of err.h leave the name alone. */
enum rc(err_set)(struct err *err, enum rc rc, const char *fmt, ...)
{
	if (err == NULL)
		return rc;
	err->rc = rc;
	va_list args;
	va_start(args, fmt);
	(void)vsnprintf(err->text, sizeof(err->text), fmt, args);
	va_end(args);
	return rc;
}

enum rc(err_wrap)(struct err *err, const char *fmt, ...)
{
	if (err == NULL)
		return RC_FAIL;
	char inner[ERR_TEXT_MAX];
	memcpy(inner, err->text, sizeof(inner));
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(err->text, sizeof(err->text), fmt, args);
	va_end(args);
	if (n >= 0 && (size_t)n < sizeof(err->text))
		(void)snprintf(err->text + n, sizeof(err->text) - (size_t)n, ": %s", inner);
	return err->rc;
}

int err_exit_status(enum rc rc)
{
	static const int status[] = {
	    [RC_OK] = 0,      [RC_USAGE] = 64, [RC_DATA] = 65,   [RC_UNAVAILABLE] = 69, [RC_TIMEOUT] = 69,
	    [RC_PARTLY] = 75, [RC_BUSY] = 75,  [RC_CONFIG] = 78, [RC_FAIL] = 1,         [RC_NOT_FOUND] = 1,
	};
	return status[rc];
}
