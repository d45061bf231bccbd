/* store FROM TO DIR: reads the archived days into memory first, then puts each into the database by the day transaction of every run. Prints
 * "days ms" of that alone: the least that storing can cost. Settings as of windfall. */
#include <stdio.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/keep.h"
#include "core/store/series.h"

#define DAYS_MAX 400

static struct arena arenas[DAYS_MAX];
static struct read_day *days[DAYS_MAX];

static enum rc read_all(struct run *run, int32_t from, int32_t to, struct err *err)
{
	enum rc rc = RC_OK;
	for (int32_t day = from; rc == RC_OK && day <= to; day++) {
		struct arena *arena = &arenas[day - from];
		arena_init(arena, LIMIT_DAY_ARENA_BYTES);
		arena_reset(&run->scratch);
		days[day - from] = arena_alloc(arena, sizeof(struct read_day));
		rc = read_day(run->fetch, day, NULL, false, &run->units, arena, &run->scratch, days[day - from], err);
	}
	return rc;
}

static enum rc load(struct run *run, int32_t from, int32_t to, struct err *err)
{
	struct price *prices = NULL;
	enum rc rc = register_load(run->db, &run->arena, &run->units, err);
	if (rc == RC_OK)
		rc = calendar_ensure_partition(run->db, from, err);
	if (rc == RC_OK)
		rc = series_load_difficulty(run->db, &run->arena, &run->inputs.series, err);
	if (rc == RC_OK)
		rc = series_load_prices(run->db, from - 1, to, &run->arena, &prices, &run->inputs.n_prices, err);
	run->inputs.prices = prices;
	return rc;
}

static enum rc store_all(struct run *run, int32_t from, int32_t to, struct err *err)
{
	enum rc rc = load(run, from, to, err);
	if (rc == RC_OK)
		rc = read_all(run, from, to, err);
	int64_t from_ms = tm_monotonic_ms();
	for (int32_t day = from; rc == RC_OK && day <= to; day++) {
		arena_reset(&run->day);
		rc = keep_day(run, days[day - from], err);
	}
	if (rc == RC_OK)
		printf("%d %lld\n", to - from + 1, (long long)(tm_monotonic_ms() - from_ms));
	return rc;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct cfg cfg;
	struct run run;
	int32_t from = 0, to = 0;
	if (argc != 4 || !tm_parse_day(sv_of(argv[1]), &from) || !tm_parse_day(sv_of(argv[2]), &to) || to < from || to - from >= DAYS_MAX)
		return 1;
	enum rc rc = cfg_load(&cfg, &err);
	if (rc == RC_OK) {
		rc = run_begin(&run, &cfg, &(struct run_entry){"ingest", "", 0}, &err);
		if (rc == RC_OK)
			rc = fetch_open_archive(&run.fetch, argv[3], &err);
		if (rc == RC_OK)
			rc = store_all(&run, from, to, &err);
		rc = run_end(&run, rc, &err);
	}
	if (rc != RC_OK)
		fprintf(stderr, "store: %s\n", err.text);
	return rc == RC_OK ? 0 : 1;
}
