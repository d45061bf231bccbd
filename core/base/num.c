#include "core/base/num.h"

bool num_parse(struct sv text, int64_t *out)
{
	bool negative = text.n > 0 && text.p[0] == '-';
	size_t i = negative ? 1 : 0;
	if (i == text.n)
		return false;
	int64_t value = 0; /* counted downwards, so that the least number fits */
	for (; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, text.p[i] - '0', &value))
			return false;
	}
	if (!negative && value == INT64_MIN)
		return false;
	*out = negative ? value : -value;
	return true;
}

bool num_parse_range(struct sv text, int64_t min, int64_t max, int64_t *out)
{
	int64_t value;
	if (!num_parse(text, &value) || value < min || value > max)
		return false;
	*out = value;
	return true;
}

bool num_add(int64_t *sum, int64_t b)
{
	return !__builtin_add_overflow(*sum, b, sum);
}

static num_u128 low64(num_u128 v)
{
	return v & UINT64_MAX;
}

/* Schoolbook product of two 128-bit numbers by 64-bit halves. */
static void multiply(num_u128 a, num_u128 b, num_u128 *high, num_u128 *low)
{
	num_u128 ll = low64(a) * low64(b), lh = low64(a) * (b >> 64);
	num_u128 hl = (a >> 64) * low64(b), hh = (a >> 64) * (b >> 64);
	num_u128 middle = (ll >> 64) + low64(lh) + low64(hl);
	*low = (middle << 64) | low64(ll);
	*high = hh + (lh >> 64) + (hl >> 64) + (middle >> 64);
}

/* high:low / m by shift and subtract, for high < m, so that the quotient fits. */
static num_u128 divide(num_u128 high, num_u128 low, num_u128 m, num_u128 *remainder)
{
	num_u128 quotient = 0;
	for (int bit = 127; bit >= 0; bit--) {
		bool carry = high >> 127;
		high = (high << 1) | ((low >> bit) & 1);
		quotient <<= 1;
		if (carry || high >= m) {
			high -= m;
			quotient |= 1;
		}
	}
	*remainder = high;
	return quotient;
}

bool num_mul_div(num_u128 a, num_u128 b, num_u128 m, num_u128 *quotient)
{
	num_u128 high, low, rest, q;
	multiply(a, b, &high, &low);
	if (high >= m) /* m of 0 as well */
		return false;
	if (high == 0) {
		q = low / m;
		rest = low % m;
	} else {
		q = divide(high, low, m, &rest);
	}
	num_u128 to_next = m - rest;
	if (rest > to_next || (rest == to_next && (q & 1))) {
		if (q + 1 == 0)
			return false;
		q++;
	}
	*quotient = q;
	return true;
}
