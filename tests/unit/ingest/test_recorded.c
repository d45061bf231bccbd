/* The recorded days beside the project (../shared/data): what the archive, the fetch and the parsers make of them, against their totals. */
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/dec.h"
#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/fetch.h"
#include "core/ingest/parse_bm_units.h"
#include "core/ingest/parse_stack.h"
#include "core/model/curtailment.h"
#include "core/model/settlement.h"
#include "tests/unit/unit.h"

#define FOLDER "../shared/data/elexon-stack"
#define DAYS 35
#define CLOSE_NANO_MWH 1000 /* 1e-6 MWh */
#define CLOSE_MICRO_GBP 60  /* totals.csv rounds the sum to 4 places, we each record to 6 */

struct recorded {
	struct fetch *fetch;
	struct arena names, day; /* ids ever WIND; rows of the day under way */
	const char **wind;
	size_t wind_n, wind_cap;
	int registers;
};

struct sums {
	int64_t rows, nano_mwh, micro_gbp;
};

struct day_sums {
	struct recorded *recorded;
	int32_t day;
	int replies;
	struct sums by_definition[2]; /* in the order of curtailment_definitions */
};

static int name_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_wind(const struct recorded *r, const char *id)
{
	return id && r->wind_n > 0 && bsearch(&id, r->wind, r->wind_n, sizeof(*r->wind), name_compare);
}

static void wind_add(struct recorded *r, const char *id)
{
	if (is_wind(r, id))
		return;
	r->wind = arena_grow(&r->names, r->wind, r->wind_n, &r->wind_cap, sizeof(*r->wind));
	assert_non_null(r->wind);
	r->wind[r->wind_n++] = arena_dup(&r->names, sv_of(id));
	qsort(r->wind, r->wind_n, sizeof(*r->wind), name_compare);
}

static enum rc register_take(void *ctx, int32_t date, const struct fetch_reply *reply, struct err *err)
{
	struct recorded *r = ctx;
	struct parse_bm_units_counts counts;
	struct bm_unit *units;
	size_t n, wind = 0;
	enum rc rc;

	assert_int_equal(reply->state, FETCH_OK);
	rc = parse_bm_units(reply->body, &r->day, &units, &n, &counts, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		if (!bm_unit_is_wind(&units[i]))
			continue;
		wind++;
		wind_add(r, units[i].id);
	}
	if (rc == RC_OK && date == tm_day(2025, 10, 1)) {
		assert_int_equal(counts.rows, 2733);
		assert_int_equal(counts.duplicates, 1);
		assert_int_equal(wind, 247 - 33 - 1); /* rows WIND, of these without an id, the duplicate */
	}
	r->registers++;
	arena_reset(&r->day);
	return rc;
}

static void reads_the_registers(void **state)
{
	struct recorded *r = *state;
	struct err err = {0};

	if (fetch_registers(r->fetch, register_take, r, &err) != RC_OK)
		fail_msg("%s", err.text);
	assert_int_equal(r->registers, 2);
	assert_true(is_wind(r, "2__BLOND003"));
	assert_false(is_wind(r, "2__LECOT003"));
}

static void row_add(struct day_sums *sums, const struct stack_row *row)
{
	int64_t micro_gbp;

	assert_int_equal(row->settlement_date, sums->day);
	assert_int_equal(row->start_utc, settlement_start_utc(sums->day, row->settlement_period));
	if (!curtailment_counts(row, STACK_BID) || !is_wind(sums->recorded, row->id))
		return;
	assert_true(curtailment_payment(row, &micro_gbp));
	for (size_t i = 0; curtailment_definitions[i].id; i++) {
		struct sums *s = &sums->by_definition[i];

		if (curtailment_definitions[i].so_flagged_only && row->so_flag != STACK_FLAG_TRUE)
			continue;
		s->rows++;
		assert_true(num_add(&s->nano_mwh, -row->volume_nano_mwh));
		assert_true(num_add(&s->micro_gbp, micro_gbp));
	}
}

static enum rc reply_take(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err)
{
	struct day_sums *sums = ctx;
	struct stack_row *rows;
	size_t n;
	enum rc rc;

	if (kind >= ELEXON_STACKS)
		return RC_OK;
	assert_int_equal(reply->state, FETCH_OK);
	rc = parse_stack(reply->body, &sums->recorded->day, &rows, &n, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		assert_int_equal(rows[i].settlement_period, period);
		if (kind == ELEXON_BID)
			row_add(sums, &rows[i]);
	}
	sums->replies++;
	return rc;
}

static void assert_close(const struct day_sums *sums, const char *what, struct sv text, int scale, int64_t got, int64_t most)
{
	char day[TM_TEXT_MAX];
	int64_t want;

	assert_true(dec_parse(text, scale, &want));
	if (got - want > most || want - got > most)
		fail_msg("%s: %s %lld, expected %.*s", tm_format_day(day, sums->day), what, (long long)got, SV_FMT(text));
}

static void assert_sums(const struct day_sums *sums, const char *definition, const struct sv columns[3])
{
	const struct sums *s = &sums->by_definition[curtailment_definition(sv_of(definition)) - curtailment_definitions];

	assert_close(sums, "rows", columns[0], 0, s->rows, 0);
	assert_close(sums, "MWh", columns[1], 9, s->nano_mwh, CLOSE_NANO_MWH);
	assert_close(sums, "GBP", columns[2], 6, s->micro_gbp, CLOSE_MICRO_GBP);
}

/* date,periods,all_rows,all_mwh,all_gbp,so_rows,so_mwh,so_gbp,… */
static void day_check(struct recorded *r, struct sv line)
{
	struct day_sums sums = {.recorded = r};
	struct err err = {0};
	struct sv columns[8];
	int64_t periods;

	for (size_t i = 0; i < COUNT_OF(columns); i++)
		assert_true(sv_next(&line, ',', &columns[i]));
	assert_true(tm_parse_day(columns[0], &sums.day));
	assert_true(num_parse(columns[1], &periods));
	arena_reset(&r->day);
	if (fetch_day(r->fetch, sums.day, &(struct fetch_wanted){0}, reply_take, &sums, &err) != RC_OK)
		fail_msg("%s", err.text);
	assert_int_equal(sums.replies, 2 * periods);
	assert_sums(&sums, "all_bids", columns + 2);
	assert_sums(&sums, "so_flagged", columns + 5);
}

static void every_day_gives_its_totals(void **state)
{
	struct recorded *r = *state;
	struct err err = {0};
	struct sv rest, line;
	struct buf totals;
	int days = 0;

	buf_init(&totals, LIMIT_FILE_BYTES);
	if (os_read_file(FOLDER "/totals.csv", &totals, &err) != RC_OK)
		fail_msg("%s", err.text);
	rest = buf_sv(&totals);
	assert_true(sv_next(&rest, '\n', &line));
	for (; sv_next(&rest, '\n', &line); days++)
		day_check(r, line);
	assert_int_equal(days, DAYS);
	buf_fini(&totals);
}

static enum rc absent_count(void *ctx, enum elexon_kind kind, int period, const struct fetch_reply *reply, struct err *err)
{
	int *absent = ctx;

	(void)kind;
	(void)period;
	(void)err;
	*absent += reply->state == FETCH_ABSENT;
	return RC_OK;
}

static void a_day_without_a_file_is_absent(void **state)
{
	struct recorded *r = *state;
	struct err err = {0};
	int absent = 0;

	assert_int_equal(fetch_day(r->fetch, tm_day(2024, 10, 27), &(struct fetch_wanted){0}, absent_count, &absent, &err), RC_OK);
	assert_int_equal(absent, 2 * 50 + (ELEXON_ONCE_END - ELEXON_STACKS));
}

int main(void)
{
	static struct recorded recorded;
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_prestate(reads_the_registers, &recorded),
	    cmocka_unit_test_prestate(every_day_gives_its_totals, &recorded),
	    cmocka_unit_test_prestate(a_day_without_a_file_is_absent, &recorded),
	};
	struct err err;
	int failed;

	if (fetch_open_archive(&recorded.fetch, FOLDER, &err) != RC_OK) {
		printf("1..1\nok 1 # SKIP recorded days: " FOLDER " is absent\n");
		return 0;
	}
	arena_init(&recorded.names, LIMIT_DAY_ARENA_BYTES);
	arena_init(&recorded.day, LIMIT_DAY_ARENA_BYTES);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_fini(&recorded.names);
	arena_fini(&recorded.day);
	fetch_close(recorded.fetch);
	return failed;
}
