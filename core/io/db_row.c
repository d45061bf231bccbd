#include "core/io/db_row.h"

#include <string.h>

#include "core/base/num.h"

/* PostgreSQL counts from 2000-01-01, in microseconds where it is a time. */
#define EPOCH_DAY 10957
#define DAY_S 86400
#define SECOND_US 1000000

/* A numeric is digits of base 10,000, the point between two of them. */
#define GROUP 10000
#define GROUP_DIGITS 4
#define GROUPS_MAX 6 /* of 2^63 with three digits after it */
#define NUMERIC_HEAD_BYTES 8
#define NUMERIC_NEGATIVE 0x4000

#define NULL_LENGTH UINT32_MAX
#define LENGTH_BYTES 4
#define FIELD_BYTES_MAX (LENGTH_BYTES + NUMERIC_HEAD_BYTES + 2 * GROUPS_MAX)

/* The value, most significant byte first. Returns the end. */
static unsigned char *put(unsigned char *p, uint64_t value, int bytes)
{
	for (int i = bytes; i-- > 0; value >>= 8)
		p[i] = (unsigned char)value;
	return p + bytes;
}

static void add(struct buf *row, const unsigned char *field, const unsigned char *end)
{
	buf_add(row, field, (size_t)(end - field));
}

static void add_integer(struct buf *row, int64_t value, int bytes)
{
	unsigned char field[FIELD_BYTES_MAX];
	add(row, field, put(put(field, (uint64_t)bytes, LENGTH_BYTES), (uint64_t)value, bytes));
}

static void add_length(struct buf *row, uint64_t length)
{
	unsigned char field[LENGTH_BYTES];
	add(row, field, put(field, length, LENGTH_BYTES));
}

void db_row_null(struct buf *row)
{
	add_length(row, NULL_LENGTH);
}

void db_row_bool(struct buf *row, bool value)
{
	add_integer(row, value, 1);
}

void db_row_smallint(struct buf *row, int64_t value)
{
	add_integer(row, value, 2);
}

void db_row_integer(struct buf *row, int64_t value)
{
	add_integer(row, value, 4);
}

void db_row_bigint(struct buf *row, int64_t value)
{
	add_integer(row, value, 8);
}

void db_row_text(struct buf *row, const char *text)
{
	size_t n = strlen(text);
	add_length(row, n);
	buf_add(row, text, n);
}

void db_row_date(struct buf *row, int32_t day)
{
	db_row_integer(row, day - EPOCH_DAY);
}

void db_row_timestamptz(struct buf *row, int64_t utc)
{
	db_row_bigint(row, (utc - (int64_t)EPOCH_DAY * DAY_S) * SECOND_US);
}

/* The groups of units, the last digits filled up to a whole one, lowest first. Returns how many. */
static int split_groups(uint16_t groups[GROUPS_MAX], int64_t units, int filled)
{
	int n = 0;
	num_u128 rest = units < 0 ? -(uint64_t)units : (uint64_t)units;
	while (filled-- > 0)
		rest *= 10;
	for (; rest > 0; rest /= GROUP)
		groups[n++] = (uint16_t)(rest % GROUP);
	return n;
}

void db_row_numeric(struct buf *row, int64_t units, int scale)
{
	unsigned char field[FIELD_BYTES_MAX], *p = field;
	uint16_t groups[GROUPS_MAX];
	int fraction = (scale + GROUP_DIGITS - 1) / GROUP_DIGITS;
	int n = split_groups(groups, units, fraction * GROUP_DIGITS - scale), zeros = 0;
	while (zeros < n && groups[zeros] == 0)
		zeros++;
	p = put(p, (uint64_t)(NUMERIC_HEAD_BYTES + 2 * (n - zeros)), LENGTH_BYTES);
	p = put(p, (uint64_t)(n - zeros), 2);
	p = put(p, (uint64_t)(n - 1 - fraction), 2); /* the power of 10,000 that the first group counts */
	p = put(p, units < 0 ? NUMERIC_NEGATIVE : 0, 2);
	p = put(p, (uint64_t)scale, 2);
	while (n > zeros)
		p = put(p, groups[--n], 2);
	add(row, field, p);
}

void db_row_known_numeric(struct buf *row, bool known, int64_t units, int scale)
{
	if (known)
		db_row_numeric(row, units, scale);
	else
		db_row_null(row);
}
