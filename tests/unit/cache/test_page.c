#include "core/cache/page.h"

#include "core/cache/key.h"
#include "program.h"
#include "tests/unit/unit.h"

static void a_page_comes_back_as_it_was(void **state)
{
	struct page in = {.epoch = SV("5.7"),
	                  .etag = SV("abc"),
	                  .last_modified_utc = 1743552000,
	                  .content_type = SV("application/json"),
	                  .next = SV("/api/v1/x?cursor=A"),
	                  .body = SV("{\n\"a\": 1\n}")};
	struct page out;
	struct buf text;
	(void)state;
	buf_init(&text, 4096);
	page_write(&text, &in);
	assert_true(page_read(buf_sv(&text), &out));
	assert_sv_equal(out.epoch, "5.7");
	assert_sv_equal(out.etag, "abc");
	assert_int_equal(out.last_modified_utc, 1743552000);
	assert_sv_equal(out.content_type, "application/json");
	assert_sv_equal(out.next, "/api/v1/x?cursor=A");
	assert_sv_equal(out.body, "{\n\"a\": 1\n}");
	buf_fini(&text);
}

static void texts_that_are_no_page_are_refused(void **state)
{
	static const char *const cases[] = {"", "5 a 1", "5 a 1\n", "5 a 1\ntext/csv", "5 a\ntext/csv\n\nx", "5 a x\ntext/csv\n\nx", "\n\n\n"};
	struct page page;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_false(page_read(sv_of(cases[i]), &page));
}

static void names_hold_the_whole_question(void **state)
{
	char name[KEY_TEXT_MAX], other[KEY_TEXT_MAX], text[1000];
	(void)state;
	assert_true(key_of_epoch(name, SV("day:2025-04-01")));
	assert_string_equal(name, "windfall:1:e:day:2025-04-01");
	assert_true(key_of_page(name, "/api/v1/farms", ".csv", SV("definition=all_bids&limit=100")));
	assert_string_equal(name, "windfall:1:p:" PROGRAM ":/api/v1/farms.csv:definition=all_bids&limit=100");
	memset(text, 'a', sizeof text);
	assert_true(key_of_page(name, "/x", "", (struct sv){text, sizeof text}));
	text[sizeof text - 1] = 'b';
	assert_true(key_of_page(other, "/x", "", (struct sv){text, sizeof text}));
	assert_string_not_equal(name, other);
	assert_false(key_of_epoch(name, (struct sv){text, sizeof text}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_page_comes_back_as_it_was),
	    cmocka_unit_test(texts_that_are_no_page_are_refused),
	    cmocka_unit_test(names_hold_the_whole_question),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
