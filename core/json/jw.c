#include "core/json/jw.h"

#include <inttypes.h>

#include "core/base/dec.h"

void jw_init(struct jw *w, struct buf *out)
{
	*w = (struct jw){.out = out};
}

/* What stands before a value: a comma, unless it is the first or follows its key. */
static void before_value(struct jw *w)
{
	if (w->after_key)
		w->after_key = false;
	else if (w->comma[w->depth])
		buf_add_char(w->out, ',');
	if (w->depth == 0 && w->comma[0])
		w->bad = true; /* a text holds one value */
	w->comma[w->depth] = true;
}

static void open(struct jw *w, char bracket)
{
	before_value(w);
	buf_add_char(w->out, bracket);
	if (w->depth + 1 == JW_DEPTH_MAX) {
		w->bad = true;
		return;
	}
	w->comma[++w->depth] = false;
}

static void end(struct jw *w, char bracket)
{
	if (w->depth == 0 || w->after_key) {
		w->bad = true;
		return;
	}
	w->depth--;
	buf_add_char(w->out, bracket);
}

void jw_object(struct jw *w)
{
	open(w, '{');
}

void jw_object_end(struct jw *w)
{
	end(w, '}');
}

void jw_array(struct jw *w)
{
	open(w, '[');
}

void jw_array_end(struct jw *w)
{
	end(w, ']');
}

/* Bytes of the UTF-8 sequence at p that are whole and right; 0 for none. */
static size_t sequence(const unsigned char *p, size_t left)
{
	size_t n = p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
	if (n == 0 || n > left)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	bool overlong = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
	bool surrogate = p[0] == 0xed && p[1] > 0x9f;
	bool too_great = p[0] == 0xf4 && p[1] > 0x8f;
	return overlong || surrogate || too_great ? 0 : n;
}

static void escape(struct jw *w, unsigned char c)
{
	if (c == '"' || c == '\\')
		buf_add(w->out, (const char[]){'\\', (char)c}, 2);
	else if (c < ' ' || c == 0x7f)
		buf_addf(w->out, "\\u%04x", c);
	else
		buf_add_str(w->out, "\xef\xbf\xbd");
}

static bool is_plain(unsigned char c)
{
	return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

static void quoted(struct jw *w, struct sv text)
{
	const unsigned char *p = (const unsigned char *)text.p;
	buf_add_char(w->out, '"');
	for (size_t i = 0, n; i < text.n; i += n) {
		n = 0;
		while (i + n < text.n && is_plain(p[i + n]))
			n++;
		if (n == 0)
			n = sequence(p + i, text.n - i);
		if (n > 0) {
			buf_add(w->out, p + i, n);
		} else {
			escape(w, p[i]);
			n = 1;
		}
	}
	buf_add_char(w->out, '"');
}

void jw_key(struct jw *w, const char *name)
{
	if (w->after_key)
		w->bad = true;
	before_value(w);
	quoted(w, sv_of(name));
	buf_add_char(w->out, ':');
	w->after_key = true;
}

void jw_str(struct jw *w, struct sv text)
{
	before_value(w);
	quoted(w, text);
}

void jw_text(struct jw *w, const char *text)
{
	if (text == NULL)
		jw_null(w);
	else
		jw_str(w, sv_of(text));
}

void jw_int(struct jw *w, int64_t v)
{
	before_value(w);
	buf_addf(w->out, "%" PRId64, v);
}

void jw_bool(struct jw *w, bool v)
{
	before_value(w);
	buf_add_str(w->out, v ? "true" : "false");
}

void jw_null(struct jw *w)
{
	before_value(w);
	buf_add_str(w->out, "null");
}

static size_t digits(struct sv text, size_t at)
{
	size_t n = 0;
	while (at + n < text.n && text.p[at + n] >= '0' && text.p[at + n] <= '9')
		n++;
	return n;
}

/* -?digits[.digits], as PostgreSQL writes a numeric; its NaN and Infinity are none. */
static bool is_numeric(struct sv text)
{
	size_t at = text.n > 0 && text.p[0] == '-' ? 1 : 0;
	size_t whole = digits(text, at);
	if (whole == 0 || (whole > 1 && text.p[at] == '0'))
		return false;
	at += whole;
	if (at == text.n)
		return true;
	size_t fraction = text.p[at] == '.' ? digits(text, at + 1) : 0;
	return fraction > 0 && at + 1 + fraction == text.n;
}

void jw_num(struct jw *w, const char *numeric)
{
	struct sv text = sv_of(numeric);
	if (numeric == NULL || !is_numeric(text)) {
		w->bad = w->bad || numeric != NULL;
		jw_null(w);
		return;
	}
	before_value(w);
	buf_add_sv(w->out, dec_trim(text));
}

void jw_raw(struct jw *w, struct sv json)
{
	before_value(w);
	w->bad |= json.n == 0;
	buf_add_sv(w->out, json);
}

bool jw_ok(const struct jw *w)
{
	return w->depth == 0 && !w->after_key && !w->bad && buf_ok(w->out);
}
