#include "core/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/tm.h"

#define LINE_MAX_BYTES 4096
#define QUOTE_MAX 1024
#define QUOTES 4
#define GATHER_BYTES 32768

static struct {
	const char *program;
	enum log_level least;
	char context[96];
} state = {.program = "windfall", .least = LOG_INFO};

static struct {
	bool on;
	size_t used;
	int64_t since_utc; /* of the first line that waits */
	char text[GATHER_BYTES];
} gather;

void log_setup(const char *program, enum log_level least)
{
	state.program = program;
	state.least = least;
}

void log_context(const char *name, const char *id)
{
	if (id == NULL)
		state.context[0] = '\0';
	else
		(void)snprintf(state.context, sizeof(state.context), " %s=%s", name, id);
}

void log_gather(void)
{
	gather.on = true;
}

bool log_gathered(void)
{
	return gather.used > 0;
}

void log_flush(void)
{
	if (gather.used == 0)
		return;
	/* Lines that cannot be written have nobody to be told. */
	ssize_t written = write(STDERR_FILENO, gather.text, gather.used);
	(void)written;
	gather.used = 0;
}

static void put(enum log_level level, int64_t utc, const char *line, size_t n)
{
	if (gather.used == 0)
		gather.since_utc = utc;
	memcpy(gather.text + gather.used, line, n);
	gather.used += n;
	if (!gather.on || level >= LOG_WARN || utc != gather.since_utc || gather.used > GATHER_BYTES - LINE_MAX_BYTES)
		log_flush();
}

/* Written once a second. */
static const char *time_text(int64_t utc)
{
	static char text[TM_TEXT_MAX];
	static int64_t of_utc = -1;
	if (utc != of_utc)
		(void)tm_format_utc(text, utc);
	of_utc = utc;
	return text;
}

void log_line(enum log_level level, const char *event, const char *fmt, ...)
{
	static const char *const names[] = {"debug", "info", "warn", "error"};
	if (level < state.least)
		return;
	char line[LINE_MAX_BYTES];
	int64_t utc = tm_now_utc();
	int head = snprintf(line, sizeof(line), "ts=%s level=%s program=%s%s event=%s ", time_text(utc), names[level], state.program,
	                    state.context, event);
	size_t used = head < 0 ? 0 : (size_t)head;
	if (used > sizeof(line) - 2)
		used = sizeof(line) - 2;
	va_list args;
	va_start(args, fmt);
	int body = vsnprintf(line + used, sizeof(line) - 1 - used, fmt, args);
	va_end(args);
	if (body > 0)
		used += (size_t)body;
	if (used > sizeof(line) - 2)
		used = sizeof(line) - 2;
	while (used > 0 && line[used - 1] == ' ')
		used--;
	line[used++] = '\n';
	put(level, utc, line, used);
}

static bool is_plain(const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++)
		if (*p <= ' ' || *p == '"' || *p == '\\' || *p == '=' || *p == 0x7f)
			return false;
	return text[0] != '\0' && strlen(text) < QUOTE_MAX;
}

const char *log_quote(const char *text)
{
	static char quotes[QUOTES][QUOTE_MAX];
	static unsigned int turn;
	char *out = quotes[turn++ % QUOTES], *p = out;
	if (text == NULL)
		text = "";
	if (is_plain(text)) {
		(void)snprintf(out, QUOTE_MAX, "%s", text);
		return out;
	}
	*p++ = '"';
	for (; *text != '\0' && p < out + QUOTE_MAX - 4; text++) {
		unsigned char c = (unsigned char)*text;
		if (c == '"' || c == '\\')
			*p++ = '\\';
		*p++ = c < ' ' || c == 0x7f ? ' ' : *text;
	}
	*p++ = '"';
	*p = '\0';
	return out;
}
