/* The bytes of COPY's binary form; that PostgreSQL reads them as what was meant: tests/integration/db.c. */
#include "core/io/db_row.h"

#include "tests/unit/unit.h"

static int set_up(void **state)
{
	static struct buf row;
	buf_init(&row, 1000);
	*state = &row;
	return 0;
}

static int tear_down(void **state)
{
	buf_fini(*state);
	return 0;
}

/* The row's bytes in hexadecimal; it has none from then on. */
static const char *taken(struct buf *row)
{
	static char text[200];
	assert_true(buf_ok(row));
	assert_in_range(row->len, 0, sizeof(text) / 2 - 1);
	text[0] = '\0';
	for (size_t i = 0; i < row->len; i++)
		snprintf(text + 2 * i, 3, "%02x", (unsigned char)row->data[i]);
	buf_clear(row);
	return text;
}

/* Length; groups, power of the first, sign, digits after the point; the groups, of base 10,000. */
static void a_numeric_is_groups_of_four_digits(void **state)
{
	static const struct {
		int64_t units;
		int scale;
		const char *bytes;
	} cases[] = {
	    {0, 12,
	     "00000008"
	     "0000fffc0000000c"},
	    {1, 0,
	     "0000000a"
	     "0001000000000000"
	     "0001"},
	    {-12345, 0,
	     "0000000c"
	     "0002000140000000"
	     "00010929"},
	    {12345, 2,
	     "0000000c"
	     "0002000000000002"
	     "007b1194"},
	    {1, 9,
	     "0000000a"
	     "0001fffd00000009"
	     "03e8"},
	    {1, 12,
	     "0000000a"
	     "0001fffd0000000c"
	     "0001"},
	    {312500000, 8,
	     "0000000c"
	     "0002000000000008"
	     "000304e2"},
	    {100000000, 0,
	     "0000000a"
	     "0001000200000000"
	     "0001"},
	    {10000000000000, 9,
	     "0000000a"
	     "0001000100000009"
	     "0001"},
	    {INT64_MAX, 0,
	     "00000012"
	     "0005000400000000"
	     "039a0d2c0170156516af"},
	    {INT64_MAX, 9,
	     "00000014"
	     "0006000200000009"
	     "005c092107f421631d9c1b58"},
	    {INT64_MIN, 18,
	     "00000014"
	     "0006000040000012"
	     "000908b91c231ac61e4e0320"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		db_row_numeric(*state, cases[i].units, cases[i].scale);
		assert_string_equal(taken(*state), cases[i].bytes);
	}
}

static void whole_numbers_stand_with_their_length(void **state)
{
	db_row_bool(*state, true);
	assert_string_equal(taken(*state), "00000001"
	                                   "01");
	db_row_smallint(*state, -2);
	assert_string_equal(taken(*state), "00000002"
	                                   "fffe");
	db_row_integer(*state, INT32_MIN);
	assert_string_equal(taken(*state), "00000004"
	                                   "80000000");
	db_row_bigint(*state, INT64_MAX);
	assert_string_equal(taken(*state), "00000008"
	                                   "7fffffffffffffff");
}

static void days_and_times_count_from_2000(void **state)
{
	db_row_date(*state, 10957);
	assert_string_equal(taken(*state), "00000004"
	                                   "00000000");
	db_row_date(*state, 0);
	assert_string_equal(taken(*state), "00000004"
	                                   "ffffd533");
	db_row_timestamptz(*state, 946684801);
	assert_string_equal(taken(*state), "00000008"
	                                   "00000000000f4240");
}

static void a_text_is_itself_and_null_is_no_text(void **state)
{
	db_row_text(*state, "£\t");
	assert_string_equal(taken(*state), "00000003"
	                                   "c2a309");
	db_row_text(*state, "");
	assert_string_equal(taken(*state), "00000000");
	db_row_null(*state);
	db_row_known_numeric(*state, false, 1, 0);
	assert_string_equal(taken(*state), "ffffffff"
	                                   "ffffffff");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(a_numeric_is_groups_of_four_digits),
	    CASE(whole_numbers_stand_with_their_length),
	    CASE(days_and_times_count_from_2000),
	    CASE(a_text_is_itself_and_null_is_no_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
