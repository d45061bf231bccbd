/* store FROM TO DIR: reads the archived days into memory first, then puts each into the database by the day transaction of every run. Prints
 * "days ms" of that alone: the least that storing can cost. Settings as of windfall. */
#include <stdio.h>

#include "core/base/limits.h"
#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/keep.h"

#define DAYS_MAX 400

static int32_t dates[DAYS_MAX];
static struct arena arenas[DAYS_MAX];
static struct read_day *reads[DAYS_MAX];

static enum rc read_all(struct run *run, const struct calendar_days *days, struct err *err)
{
	enum rc rc = RC_OK;
	for (size_t i = 0; rc == RC_OK && i < days->n; i++) {
		arena_init(&arenas[i], LIMIT_DAY_ARENA_BYTES);
		arena_reset(&run->scratch);
		reads[i] = arena_alloc(&arenas[i], sizeof(struct read_day));
		rc = read_day(run->fetch, days->day[i], NULL, false, &run->units, &arenas[i], &run->scratch, reads[i], err);
	}
	return rc;
}

static enum rc store_all(struct run *run, const struct calendar_days *days, struct err *err)
{
	enum rc rc = run_prepare(run, days, err);
	if (rc == RC_OK)
		rc = read_all(run, days, err);
	int64_t from_ms = tm_monotonic_ms();
	for (size_t i = 0; rc == RC_OK && i < days->n; i++) {
		arena_reset(&run->day);
		rc = keep_day(run, reads[i], err);
	}
	if (rc == RC_OK)
		printf("%zu %lld\n", days->n, (long long)(tm_monotonic_ms() - from_ms));
	return rc;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct cfg cfg;
	struct run run;
	int32_t from = 0, to = 0;
	struct calendar_days days = {.day = dates};
	if (argc != 4 || !tm_parse_day(sv_of(argv[1]), &from) || !tm_parse_day(sv_of(argv[2]), &to) || to < from || to - from >= DAYS_MAX)
		return 1;
	while (from + (int32_t)days.n <= to) {
		dates[days.n] = from + (int32_t)days.n;
		days.n++;
	}
	enum rc rc = cfg_load(&cfg, &err);
	if (rc == RC_OK) {
		rc = run_begin(&run, &cfg, &(struct run_entry){"ingest", "", 0}, &err);
		if (rc == RC_OK)
			rc = fetch_open_archive(&run.fetch, argv[3], &err);
		if (rc == RC_OK)
			rc = store_all(&run, &days, &err);
		rc = run_end(&run, rc, &err);
	}
	cfg_fini(&cfg);
	if (rc != RC_OK)
		fprintf(stderr, "store: %s\n", err.text);
	return rc == RC_OK ? 0 : 1;
}
