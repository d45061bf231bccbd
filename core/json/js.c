#include "core/json/js.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

enum { BEFORE_VALUE, BEFORE_ITEM_OR_END, BEFORE_KEY_OR_END, AFTER_VALUE, AFTER_ALL, FAILED };

#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))

void js_init(struct js *js, struct sv text)
{
	const char *start = text.p ? text.p : "";
	*js = (struct js){.start = start, .p = start, .end = start + text.n, .state = BEFORE_VALUE};
}

static enum js_type fail(struct js *js, const char *fault)
{
	js->fault = fault;
	js->state = FAILED;
	return JS_ERROR;
}

static uint64_t load8(const char *p)
{
	uint64_t w;
	memcpy(&w, p, sizeof(w));
	return le64toh(w);
}

/* The high bit of each byte of w below limit (at most 0x80); above the lowest such byte bits may be set wrongly. */
static uint64_t below(uint64_t w, unsigned char limit)
{
	return (w - BYTES(limit)) & ~w & BYTES(0x80);
}

/* From p over what a string may hold plainly, to a quote, a backslash, a control character, a byte of 0x80 or more, or end. */
static const char *skip_plain(const char *p, const char *end)
{
	while (end - p >= 8) {
		uint64_t w = load8(p);
		uint64_t special = below(w, ' ') | below(w ^ BYTES('"'), 1) | below(w ^ BYTES('\\'), 1) | (w & BYTES(0x80));
		if (special != 0)
			return p + __builtin_ctzll(special) / 8;
		p += 8;
	}
	while (p < end && (unsigned char)*p >= ' ' && *p != '"' && *p != '\\' && (unsigned char)*p < 0x80)
		p++;
	return p;
}

static const char *skip_digits(const char *p, const char *end)
{
	while (end - p >= 8) {
		uint64_t w = load8(p);
		if (((w & BYTES(0xf0)) | (((w + BYTES(6)) & BYTES(0xf0)) >> 4)) != BYTES(0x33))
			break;
		p += 8;
	}
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The next byte after white space, or 0 at the end (where a NUL byte in the text is as wrong as the end). */
static char peek(struct js *js)
{
	while (js->p < js->end && is_space(*js->p))
		js->p++;
	return js->p < js->end ? *js->p : '\0';
}

/* Bytes of the UTF-8 sequence at p, 0 where it is none: no overlong forms, no surrogates, nothing past U+10FFFF. */
static int utf8_length(const unsigned char *p, const unsigned char *end)
{
	static const struct {
		unsigned char first_min, first_max, second_min, second_max;
		int length;
	} forms[] = {
	    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
	    {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
	};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (p[0] < forms[i].first_min || p[0] > forms[i].first_max)
			continue;
		if (end - p < forms[i].length || p[1] < forms[i].second_min || p[1] > forms[i].second_max)
			return 0;
		for (int k = 2; k < forms[i].length; k++)
			if ((p[k] & 0xc0) != 0x80)
				return 0;
		return forms[i].length;
	}
	return 0;
}

/* Four hex digits at p, or -1. */
static int hex4(const char *p, const char *end)
{
	int value = 0;
	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = p[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Length of the escape at p (a backslash), 0 where it is none. A high surrogate takes its low one along. */
static int escape_length(const char *p, const char *end)
{
	if (end - p < 2)
		return 0;
	if (p[1] == '"' || p[1] == '\\') /* in archives nearly all */
		return 2;
	if (p[1] != 'u')
		return p[1] != '\0' && strchr("/bfnrt", p[1]) != NULL ? 2 : 0;
	int unit = hex4(p + 2, end);
	if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff))
		return 0;
	if (unit < 0xd800 || unit > 0xdbff)
		return 6;
	if (end - p < 12 || p[6] != '\\' || p[7] != 'u')
		return 0;
	int low = hex4(p + 8, end);
	return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
}

/* The string at the quote js->p; its inside becomes js->text. */
static bool scan_string(struct js *js)
{
	const char *start = js->p + 1, *p = start;
	js->escaped = false;
	while ((p = skip_plain(p, js->end)) < js->end) {
		int taken;
		if (*p == '"') {
			js->text = (struct sv){start, (size_t)(p - start)};
			js->p = p + 1;
			return true;
		}
		if (*p == '\\') {
			js->escaped = true;
			taken = escape_length(p, js->end);
		} else {
			taken = utf8_length((const unsigned char *)p, (const unsigned char *)js->end);
		}
		if (taken == 0) {
			js->p = p;
			(void)fail(js, *p == '\\' ? "bad escape in string" : (unsigned char)*p < ' ' ? "control character in string" : "invalid UTF-8");
			return false;
		}
		p += taken;
	}
	js->p = p;
	(void)fail(js, "string does not end");
	return false;
}

/* Over at least one digit from p; NULL where there is none. */
static const char *some_digits(const char *p, const char *end)
{
	const char *after = skip_digits(p, end);
	return after == p ? NULL : after;
}

static const char *number_end(const char *p, const char *end)
{
	if (*p == '-')
		p++;
	if (p < end && *p == '0')
		p++;
	else if ((p = some_digits(p, end)) == NULL)
		return NULL;
	if (p < end && *p == '.' && (p = some_digits(p + 1, end)) == NULL)
		return NULL;
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		p = some_digits(p, end);
	}
	return p;
}

static void value_ends(struct js *js)
{
	js->state = js->depth > 0 ? AFTER_VALUE : AFTER_ALL;
}

static enum js_type next_number(struct js *js)
{
	const char *after = number_end(js->p, js->end);
	if (after == NULL)
		return fail(js, "not a number");
	js->text = (struct sv){js->p, (size_t)(after - js->p)};
	js->p = after;
	value_ends(js);
	return JS_NUMBER;
}

static enum js_type next_word(struct js *js, struct sv word, enum js_type type)
{
	if (!sv_starts((struct sv){js->p, (size_t)(js->end - js->p)}, word))
		return fail(js, "expected a value");
	js->p += word.n;
	value_ends(js);
	return type;
}

static enum js_type open(struct js *js, enum js_type type, int state)
{
	if (js->depth == LIMIT_JSON_DEPTH)
		return fail(js, "nested too deep");
	js->stack[js->depth++] = (char)type;
	js->state = state;
	js->p++;
	return type;
}

static enum js_type next_close(struct js *js)
{
	enum js_type opened = (enum js_type)js->stack[js->depth - 1];
	if (*js->p != (opened == JS_OBJECT ? '}' : ']'))
		return fail(js, opened == JS_OBJECT ? "expected ',' or '}'" : "expected ',' or ']'");
	js->p++;
	js->depth--;
	value_ends(js);
	return opened == JS_OBJECT ? JS_OBJECT_END : JS_ARRAY_END;
}

static enum js_type next_value(struct js *js)
{
	switch (peek(js)) {
	case '"':
		if (!scan_string(js))
			return JS_ERROR;
		value_ends(js);
		return JS_STRING;
	case '{':
		return open(js, JS_OBJECT, BEFORE_KEY_OR_END);
	case '[':
		return open(js, JS_ARRAY, BEFORE_ITEM_OR_END);
	case 't':
		return next_word(js, SV("true"), JS_TRUE);
	case 'f':
		return next_word(js, SV("false"), JS_FALSE);
	case 'n':
		return next_word(js, SV("null"), JS_NULL);
	case '\0':
		return fail(js, "expected a value");
	default:
		return next_number(js);
	}
}

static enum js_type next_key(struct js *js)
{
	if (peek(js) != '"')
		return fail(js, "expected a member's name");
	if (!scan_string(js))
		return JS_ERROR;
	if (peek(js) != ':')
		return fail(js, "expected ':'");
	js->p++;
	js->state = BEFORE_VALUE;
	return JS_KEY;
}

static enum js_type next_after_value(struct js *js)
{
	char c = peek(js);
	if (c == '\0')
		return fail(js, "text ends inside a value");
	if (c != ',')
		return next_close(js);
	js->p++;
	return js->stack[js->depth - 1] == JS_OBJECT ? next_key(js) : next_value(js);
}

enum js_type js_next(struct js *js)
{
	switch (js->state) {
	case BEFORE_VALUE:
		return next_value(js);
	case BEFORE_ITEM_OR_END:
		return peek(js) == ']' ? next_close(js) : next_value(js);
	case BEFORE_KEY_OR_END:
		return peek(js) == '}' ? next_close(js) : next_key(js);
	case AFTER_VALUE:
		return next_after_value(js);
	case AFTER_ALL:
		(void)peek(js);
		return js->p == js->end ? JS_END : fail(js, "text after the value");
	default:
		return JS_ERROR;
	}
}

bool js_skip(struct js *js)
{
	int depth = js->depth;
	if (js->state != BEFORE_VALUE && js->state != BEFORE_ITEM_OR_END && js->state != AFTER_VALUE)
		return false;
	do {
		if (js_next(js) == JS_ERROR)
			return false;
	} while (js->depth > depth);
	return js->depth == depth;
}

static char *put_utf8(char *out, unsigned int c)
{
	if (c < 0x80) {
		*out++ = (char)c;
		return out;
	}
	int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
	*out++ = (char)(lead[more] | (c >> (6 * more)));
	while (more-- > 0)
		*out++ = (char)(0x80 | ((c >> (6 * more)) & 0x3f));
	return out;
}

/* The character an escape at p stands for; js_next has checked it. */
static unsigned int unescape_one(const char *p, int length)
{
	static const char names[] = "bfnrt", values[] = "\b\f\n\r\t";
	if (p[1] == '"' || p[1] == '\\')
		return (unsigned char)p[1];
	if (length == 2) {
		const char *at = strchr(names, p[1]);
		return (unsigned char)(at == NULL ? p[1] : values[at - names]);
	}
	unsigned int unit = (unsigned int)hex4(p + 2, p + 6);
	if (length == 6)
		return unit;
	return 0x10000 + ((unit - 0xd800) << 10) + ((unsigned int)hex4(p + 8, p + 12) - 0xdc00);
}

struct sv js_unescape(struct arena *a, struct sv text)
{
	char *out = arena_dup(a, text); /* never shorter than what it stands for */
	if (out == NULL)
		return (struct sv){NULL, 0};
	char *to = out;
	for (const char *p = text.p, *end = text.p + text.n; p < end;) {
		while (p < end && *p != '\\')
			*to++ = *p++;
		int length = p < end ? escape_length(p, end) : 0;
		if (length > 0)
			to = put_utf8(to, unescape_one(p, length));
		p += length;
	}
	*to = '\0';
	return (struct sv){out, (size_t)(to - out)};
}

enum rc js_fault(const struct js *js, struct err *err)
{
	size_t line = 1, column = 1;
	for (const char *p = js->start; p < js->p; p++) {
		column = *p == '\n' ? 1 : column + 1;
		line += *p == '\n';
	}
	return err_set(err, RC_DATA, "%s at line %zu, column %zu", js->fault == NULL ? "not the JSON expected" : js->fault, line, column);
}
