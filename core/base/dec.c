#include "core/base/dec.h"

#include <string.h>

#include "core/base/num.h"

#define EXPONENT_MAX 100000

/* The parts of a JSON number; digits of whole and fraction stand in the text itself. */
struct parts {
	bool negative;
	struct sv whole, fraction;
	long exponent;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct sv take_digits(struct sv *rest)
{
	size_t n = 0;
	while (n < rest->n && is_digit(rest->p[n]))
		n++;
	struct sv digits = {rest->p, n};
	*rest = (struct sv){rest->p + n, rest->n - n};
	return digits;
}

static bool take(struct sv *rest, char c)
{
	if (rest->n == 0 || rest->p[0] != c)
		return false;
	*rest = (struct sv){rest->p + 1, rest->n - 1};
	return true;
}

static bool take_exponent(struct sv *rest, long *exponent)
{
	bool negative = take(rest, '-');
	if (!negative)
		(void)take(rest, '+');
	struct sv digits = take_digits(rest);
	for (size_t i = 0; i < digits.n; i++)
		if (*exponent < EXPONENT_MAX)
			*exponent = *exponent * 10 + (digits.p[i] - '0');
	if (negative)
		*exponent = -*exponent;
	return digits.n > 0;
}

static bool split(struct sv text, struct parts *parts)
{
	*parts = (struct parts){.negative = take(&text, '-')};
	parts->whole = take_digits(&text);
	if (parts->whole.n == 0 || (parts->whole.n > 1 && parts->whole.p[0] == '0'))
		return false;
	if (take(&text, '.')) {
		parts->fraction = take_digits(&text);
		if (parts->fraction.n == 0)
			return false;
	}
	if ((take(&text, 'e') || take(&text, 'E')) && !take_exponent(&text, &parts->exponent))
		return false;
	return text.n == 0;
}

static int digit_at(const struct parts *parts, size_t i)
{
	if (i < parts->whole.n)
		return parts->whole.p[i] - '0';
	i -= parts->whole.n;
	return i < parts->fraction.n ? parts->fraction.p[i] - '0' : 0;
}

/* What the digits from the kept ones on do to the last kept digit. */
static bool rounds_up(const struct parts *parts, long keep, size_t n, uint64_t kept)
{
	if (keep < 0 || (size_t)keep >= n)
		return false;
	int first = digit_at(parts, (size_t)keep);
	if (first != 5)
		return first > 5;
	for (size_t i = (size_t)keep + 1; i < n; i++)
		if (digit_at(parts, i) != 0)
			return true;
	return kept & 1;
}

bool dec_parse(struct sv text, int scale, int64_t *units)
{
	struct parts parts;
	if (!split(text, &parts))
		return false;
	size_t n = parts.whole.n + parts.fraction.n;
	long keep = (long)parts.whole.n + parts.exponent + scale;
	uint64_t value = 0;
	for (long i = 0; i < keep && (value != 0 || (size_t)i < n); i++)
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, (uint64_t)digit_at(&parts, (size_t)i), &value))
			return false;
	value += rounds_up(&parts, keep, n, value);
	if (value > INT64_MAX)
		return false;
	*units = parts.negative ? -(int64_t)value : (int64_t)value;
	return true;
}

struct sv dec_format(char out[DEC_TEXT_MAX], int64_t units, int scale)
{
	char *end = out + DEC_TEXT_MAX - 1, *p = end;
	uint64_t rest = units < 0 ? -(uint64_t)units : (uint64_t)units;
	bool seen = false; /* a digit that must be shown */
	*end = '\0';
	for (int place = 0; place < scale || rest > 0 || place == scale; place++) {
		if (place == scale && seen)
			*--p = '.';
		char digit = (char)('0' + rest % 10);
		seen = seen || digit != '0' || place >= scale;
		if (seen)
			*--p = digit;
		rest /= 10;
	}
	if (units < 0)
		*--p = '-';
	return (struct sv){p, (size_t)(end - p)};
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

bool dec_mul(int64_t a, int sa, int64_t b, int sb, int s, int64_t *product)
{
	num_u128 divisor = 1, value;
	for (int i = s; i < sa + sb; i++)
		divisor *= 10;
	if (!num_mul_div(magnitude(a), magnitude(b), divisor, &value) || value > INT64_MAX)
		return false;
	*product = (a < 0) != (b < 0) ? -(int64_t)value : (int64_t)value;
	return true;
}

struct sv dec_trim(struct sv text)
{
	if (text.n > 0 && memchr(text.p, '.', text.n) != NULL) {
		while (text.p[text.n - 1] == '0')
			text.n--;
		if (text.p[text.n - 1] == '.')
			text.n--;
	}
	return sv_eq(text, SV("-0")) ? (struct sv){text.p + 1, 1} : text;
}
