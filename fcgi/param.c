#include "fcgi/param.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/dec.h"
#include "core/base/num.h"
#include "core/base/tm.h"

#define PARAM_CANONICAL_MAX 8192
#define PARAM_DECIMAL_SCALE 6
#define PARAM_ENCODING "must be percent-encoded UTF-8, without a NUL"

static const char broken[1];
const struct sv param_broken = {broken, 0};

void param_fault(struct params *params, const char *parameter, const char *message)
{
	if (params->n_faults < PARAM_FAULTS_MAX && parameter && message)
		params->faults[params->n_faults++] = (struct param_fault){parameter, message};
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bytes of the UTF-8 sequence that begins at p, 0 where there is none: no surrogates, no long forms. */
static size_t utf8_length(const unsigned char *p, size_t left)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n = p[0] < 0x80 ? 1 : p[0] < 0xC0 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF8 ? 4 : 0;
	if (n <= 1 || n > left)
		return n > left ? 0 : n;
	uint32_t code = p[0] & (0xFFu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3F);
	}
	return code < least[n] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? 0 : n;
}

static bool is_utf8(struct sv text)
{
	for (size_t i = 0, n; i < text.n; i += n) {
		n = utf8_length((const unsigned char *)text.p + i, text.n - i);
		if (n == 0 || text.p[i] == '\0')
			return false;
	}
	return true;
}

bool param_decode(struct arena *arena, struct sv text, bool plus, struct sv *out)
{
	char *to = arena_alloc(arena, text.n + 1);
	if (!to)
		return false;
	*out = (struct sv){to, 0};
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '%') {
			int high = i + 2 < text.n ? hex_digit(text.p[i + 1]) : -1, low = high >= 0 ? hex_digit(text.p[i + 2]) : -1;
			if (low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		to[out->n++] = c;
	}
	return is_utf8(*out);
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

/* Unreserved characters stay. */
static void encode(struct buf *out, struct sv text)
{
	for (size_t i = 0, n; i < text.n; i += n) {
		for (n = 0; i + n < text.n && is_unreserved(text.p[i + n]);)
			n++;
		buf_add(out, text.p + i, n);
		if (n == 0) {
			buf_addf(out, "%%%02X", (unsigned)(unsigned char)text.p[i]);
			n = 1;
		}
	}
}

static const char *word_list(struct arena *arena, const struct param *param)
{
	const char *text = "one of";
	for (int i = 0; text && param->words(i); i++)
		text = arena_printf(arena, "%s%s%s", text, i ? ", " : " ", param->words(i));
	return text;
}

static const char *decimal_phrase(struct arena *arena, const struct param *param)
{
	char min[DEC_TEXT_MAX], max[DEC_TEXT_MAX];
	struct sv from = dec_format(min, param->min, PARAM_DECIMAL_SCALE), to = dec_format(max, param->max, PARAM_DECIMAL_SCALE);
	return arena_printf(arena, "a decimal number from %.*s to %.*s with at most %d places", SV_FMT(from), SV_FMT(to), PARAM_DECIMAL_SCALE);
}

/* What a parameter allows, as a phrase after "must be". */
static const char *allowed_phrase(struct arena *arena, const struct param *param)
{
	switch (param->type) {
	case PARAM_DATE:
		return "a calendar date as YYYY-MM-DD, from 1900-01-01 to 2199-12-31";
	case PARAM_MONTH:
		return "a month as YYYY-MM, from 1900-01 to 2199-12";
	case PARAM_YEAR:
		return "a year as YYYY, from 1900 to 2199";
	case PARAM_WHOLE:
		return arena_printf(arena, "a whole number from %" PRId64 " to %" PRId64, param->min, param->max);
	case PARAM_DECIMAL:
		return decimal_phrase(arena, param);
	case PARAM_TEXT:
		return arena_printf(arena, "a text of %" PRId64 " to %" PRId64 " bytes of UTF-8", param->min, param->max);
	case PARAM_WORD:
		return word_list(arena, param);
	case PARAM_PAGE:
		return "meta.next of a page of the same query";
	}
	return NULL;
}

/* YYYY-MM or YYYY as the civil day it starts with. */
static bool parse_start(struct arena *arena, struct sv text, const char *rest, int64_t *day)
{
	int32_t first;
	const char *whole = arena_printf(arena, "%.*s%s", SV_FMT(text), rest);
	bool ok = whole && tm_parse_day(sv_of(whole), &first);
	if (ok)
		*day = first;
	return ok;
}

/* Digits with at most PARAM_DECIMAL_SCALE more behind a point: no sign, no exponent, nothing to be rounded. */
static bool parse_decimal(const struct param *param, struct sv text, int64_t *number)
{
	size_t point = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '.' && point == 0 && i > 0)
			point = i;
		else if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	}
	if (point > 0 && text.n - point - 1 > PARAM_DECIMAL_SCALE)
		return false;
	return dec_parse(text, PARAM_DECIMAL_SCALE, number) && *number >= param->min && *number <= param->max;
}

static bool parse_word(const struct param *param, struct sv text, int64_t *place)
{
	for (int i = 0; param->words(i); i++) {
		if (sv_eq_str(text, param->words(i))) {
			*place = i;
			return true;
		}
	}
	return false;
}

static bool parse(struct arena *arena, const struct param *param, struct sv text, int64_t *number)
{
	switch (param->type) {
	case PARAM_DATE:
		return parse_start(arena, text, "", number);
	case PARAM_MONTH:
		return parse_start(arena, text, "-01", number);
	case PARAM_YEAR:
		return parse_start(arena, text, "-01-01", number);
	case PARAM_WHOLE:
		return num_parse_range(text, param->min, param->max, number);
	case PARAM_DECIMAL:
		return parse_decimal(param, text, number);
	case PARAM_TEXT:
	case PARAM_PAGE:
		return (int64_t)text.n >= param->min && (int64_t)text.n <= param->max;
	case PARAM_WORD:
		return parse_word(param, text, number);
	}
	return false;
}

static const struct param *find(const struct param *const *table, struct sv name)
{
	for (; *table; table++) {
		if (!(*table)->in_path && sv_eq_str(name, (*table)->name))
			return *table;
	}
	return NULL;
}

static const char *names_allowed(struct arena *arena, const struct param *const *table)
{
	const char *names = "";
	for (; *table && names; table++) {
		if (!(*table)->in_path)
			names = arena_printf(arena, "%s%s%s", names, names[0] ? ", " : "", (*table)->name);
	}
	return names && names[0] ? arena_printf(arena, "is not a parameter here; these are: %s", names)
	                         : "is not a parameter here; there are none";
}

/* One name=value of the query into values. */
static void read_pair(struct params *params, const struct param *const *table, struct sv pair, struct sv values[PARAM_COUNT])
{
	struct sv rest = pair, raw = {pair.p, 0}, name, value;
	(void)sv_next(&rest, '=', &raw); /* an empty pair has an empty name */
	if (!param_decode(params->arena, raw, true, &name)) {
		param_fault(params, arena_dup(params->arena, raw), PARAM_ENCODING);
		return;
	}
	const struct param *param = find(table, name);
	if (!param)
		param_fault(params, arena_dup(params->arena, name), names_allowed(params->arena, table));
	else if (values[param->id].p)
		param_fault(params, param->name, "must be given once");
	else
		values[param->id] = param_decode(params->arena, rest, true, &value) ? value : param_broken;
}

/* Numbers in their shortest form. */
static const char *canonical_text(struct params *params, const struct param *param, struct sv value)
{
	char text[DEC_TEXT_MAX];
	if (param->type == PARAM_WHOLE)
		return arena_printf(params->arena, "%" PRId64, params->number[param->id]);
	if (param->type == PARAM_DECIMAL)
		value = dec_format(text, params->number[param->id], PARAM_DECIMAL_SCALE);
	return arena_dup(params->arena, value);
}

static void read_value(struct params *params, const struct param *param, struct sv value)
{
	if (value.p == param_broken.p) {
		param_fault(params, param->name, PARAM_ENCODING);
		return;
	}
	if (!value.p && param->required)
		param_fault(params, param->name, arena_printf(params->arena, "is required: %s", allowed_phrase(params->arena, param)));
	params->given[param->id] = value.p;
	if (!value.p)
		value = sv_of(param->fallback);
	if (!value.p)
		return;
	if (!parse(params->arena, param, value, &params->number[param->id])) {
		param_fault(params, param->name, arena_printf(params->arena, "must be %s", allowed_phrase(params->arena, param)));
		return;
	}
	params->text[param->id] = canonical_text(params, param, value);
}

static void add_pair(struct buf *out, const struct param *param, const char *value)
{
	buf_add_str(out, out->len ? "&" : "");
	buf_add_str(out, param->name);
	buf_add_char(out, '=');
	encode(out, sv_of(value));
}

/* The texts that stand for the request: in cache keys, cursors and links. */
static void write_canonical(struct params *params, const struct param *const *table)
{
	struct buf all, given;
	buf_init(&all, PARAM_CANONICAL_MAX);
	buf_init(&given, PARAM_CANONICAL_MAX);
	for (; *table; table++) {
		const char *value = params->text[(*table)->id];
		if (!value || (*table)->type == PARAM_PAGE)
			continue;
		add_pair(&all, *table, value);
		if (!(*table)->in_path && !((*table)->fallback && strcmp((*table)->fallback, value) == 0))
			add_pair(&given, *table, value);
	}
	params->canonical = sv_of(arena_dup(params->arena, buf_sv(&all)));
	params->query = sv_of(arena_dup(params->arena, buf_sv(&given)));
	params->arena->failed |= !buf_ok(&all) || !buf_ok(&given);
	buf_fini(&all);
	buf_fini(&given);
}

void param_read(struct params *params, struct arena *arena, const struct param *const *table, const struct sv path_values[PARAM_COUNT],
                struct sv query)
{
	struct sv values[PARAM_COUNT], pair;
	*params = (struct params){.arena = arena};
	memcpy(values, path_values, sizeof values);
	while (sv_next(&query, '&', &pair))
		read_pair(params, table, pair, values);
	for (int i = 0; table[i]; i++)
		read_value(params, table[i], values[table[i]->id]);
	write_canonical(params, table);
	for (int i = 0; table[i]; i++) {
		const char *cursor = table[i]->type == PARAM_PAGE ? params->text[table[i]->id] : NULL;
		if (cursor && params->n_faults == 0 && !cursor_decode(arena, sv_of(cursor), params->canonical, table[i]->fields, params->after))
			param_fault(params, table[i]->name, "must be meta.next of a page of the same query");
	}
}
