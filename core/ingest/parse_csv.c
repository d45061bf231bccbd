#include "core/ingest/parse_csv.h"

#include <stdio.h>
#include <string.h>

#include "core/base/dec.h"
#include "core/base/num.h"
#include "core/base/tm.h"

#define COLUMNS_MAX 8
#define DAY_S 86400
#define EPOCH_BLOCKS 2016
#define KNOWN_THROUGH SV("Known through ")

struct table {
	struct sv rest;           /* of the text */
	const char *const *names; /* the columns allowed, ends with NULL */
	int column[COLUMNS_MAX];  /* of each name: its place in a line, from 1; 0: not there */
	int columns;
	size_t line;
	struct sv value[COLUMNS_MAX]; /* of each name in the present line; empty where it has none */
	int64_t known_through_utc;
};

static enum rc line_fault(const struct table *t, struct err *err, const char *what)
{
	return err_set(err, RC_DATA, "line %zu: %s", t->line, what);
}

static enum rc value_fault(const struct table *t, int name, const char *wanted, struct err *err)
{
	return err_set(err, RC_DATA, "line %zu, column %d (%s): must be %s, is \"%.*s\"", t->line, t->column[name], t->names[name], wanted,
	               t->value[name].n > 40 ? 40 : (int)t->value[name].n, t->value[name].p);
}

/* Like sv_next, but an empty last field counts; *done once the last one was cut. */
static struct sv field_cut(struct sv *rest, bool *done)
{
	const char *comma = rest->n > 0 ? memchr(rest->p, ',', rest->n) : NULL;
	struct sv field = {rest->p, comma ? (size_t)(comma - rest->p) : rest->n};

	*done = !comma;
	if (comma)
		*rest = (struct sv){comma + 1, rest->n - field.n - 1};
	return field;
}

static void comment_take(struct table *t, struct sv line)
{
	const char *found = memmem(line.p, line.n, KNOWN_THROUGH.p, KNOWN_THROUGH.n);
	struct sv rest, word;

	if (!found)
		return;
	rest.p = found + KNOWN_THROUGH.n;
	rest.n = line.n - (size_t)(rest.p - line.p);
	if (!sv_next(&rest, ' ', &word))
		return;
	if (word.n > 0 && word.p[word.n - 1] == '.') /* the end of a sentence */
		word.n--;
	(void)tm_parse_utc(word, &t->known_through_utc); /* no time: the comment says something else */
}

/* The next line that is neither a comment nor blank; false at the end. */
static bool line_next(struct table *t, struct sv *line)
{
	while (sv_next(&t->rest, '\n', line)) {
		t->line++;
		if (sv_ends(*line, SV("\r")))
			line->n--;
		if (sv_starts(*line, SV("#")))
			comment_take(t, *line);
		else if (line->n > 0)
			return true;
	}
	return false;
}

static int name_find(const struct table *t, struct sv text)
{
	int name = 0;

	while (t->names[name] && !sv_eq_str(text, t->names[name]))
		name++;
	return t->names[name] ? name : -1;
}

static enum rc unknown_column(const struct table *t, struct sv text, struct err *err)
{
	char allowed[160] = "";
	size_t n = 0;

	for (int i = 0; t->names[i] && n < sizeof(allowed); i++)
		n += (size_t)snprintf(allowed + n, sizeof(allowed) - n, "%s%s", i > 0 ? ", " : "", t->names[i]);
	return err_set(err, RC_DATA, "line %zu, column %d: \"%.*s\" is no column of this file; allowed are %s", t->line, t->columns,
	               text.n > 40 ? 40 : (int)text.n, text.p, allowed);
}

static enum rc header_take(struct table *t, struct sv line, struct err *err)
{
	bool done = false;

	while (!done) {
		struct sv text = field_cut(&line, &done);
		int name = name_find(t, text);

		t->columns++;
		if (name < 0)
			return unknown_column(t, text, err);
		if (t->column[name] > 0)
			return err_set(err, RC_DATA, "line %zu, column %d: %s is there twice", t->line, t->columns, t->names[name]);
		t->column[name] = t->columns;
	}
	return RC_OK;
}

static enum rc table_open(struct table *t, struct sv text, const char *const *names, struct err *err)
{
	struct sv line;

	*t = (struct table){.rest = text, .names = names};
	if (sv_starts(t->rest, SV("\xEF\xBB\xBF"))) /* what spreadsheets put first */
		t->rest = (struct sv){text.p + 3, text.n - 3};
	if (!line_next(t, &line))
		return err_set(err, RC_DATA, "the file holds no header line");
	return header_take(t, line, err);
}

/* *more is false at the end of the text. */
static enum rc table_next(struct table *t, bool *more, struct err *err)
{
	struct sv line, fields[COLUMNS_MAX];
	bool done = false;
	int n = 0;

	*more = line_next(t, &line);
	if (!*more)
		return RC_OK;
	while (!done && n < t->columns)
		fields[n++] = field_cut(&line, &done);
	if (!done || n < t->columns)
		return err_set(err, RC_DATA, "line %zu: must have %d columns, as the header has", t->line, t->columns);
	for (int i = 0; t->names[i]; i++)
		t->value[i] = t->column[i] > 0 ? fields[t->column[i] - 1] : (struct sv){"", 0};
	return RC_OK;
}

static void *room_make(struct arena *arena, void *items, size_t n, size_t *cap, size_t size, struct err *err)
{
	void *grown = arena_grow(arena, items, n, cap, size);

	if (!grown)
		(void)err_set(err, RC_FAIL, "no memory left for the file's rows");
	return grown;
}

enum epoch_column { EPOCH_HEIGHT, EPOCH_TIME, EPOCH_DATE, EPOCH_DIFFICULTY, EPOCH_SOURCE };
static const char *const epoch_columns[] = {"height", "start_time_utc", "start_date_utc", "difficulty", "source", NULL};

/* An epoch known by date only starts, until a source gives its time, as the next day does. */
static enum rc epoch_start(const struct table *t, struct difficulty_epoch *epoch, struct err *err)
{
	int32_t day = TM_DAY_NONE;
	struct sv date = t->value[EPOCH_DATE], time = t->value[EPOCH_TIME];

	if (date.n > 0 && !tm_parse_day(date, &day))
		return value_fault(t, EPOCH_DATE, "a date YYYY-MM-DD", err);
	if (time.n > 0 && !tm_parse_utc(time, &epoch->start_utc))
		return value_fault(t, EPOCH_TIME, "a UTC time YYYY-MM-DDTHH:MM:SSZ, or empty", err);
	epoch->exact_time = time.n > 0;
	if (epoch->exact_time && day != TM_DAY_NONE && epoch->start_utc / DAY_S != day)
		return value_fault(t, EPOCH_DATE, "the date of start_time_utc", err);
	if (!epoch->exact_time && day == TM_DAY_NONE)
		return line_fault(t, err, "start_time_utc or start_date_utc must be given");
	if (!epoch->exact_time)
		epoch->start_utc = ((int64_t)day + 1) * DAY_S;
	return RC_OK;
}

static enum rc epoch_take(const struct table *t, struct arena *arena, struct parse_csv_epoch *row, struct err *err)
{
	struct difficulty_epoch *epoch = &row->epoch;
	struct sv height = t->value[EPOCH_HEIGHT];

	if (!num_parse_range(height, 0, INT32_MAX, &epoch->height) || epoch->height % EPOCH_BLOCKS != 0)
		return value_fault(t, EPOCH_HEIGHT, "a multiple of 2016", err);
	if (!difficulty_parse(t->value[EPOCH_DIFFICULTY], epoch))
		return value_fault(t, EPOCH_DIFFICULTY, "a positive decimal of at most 18 digits", err);
	row->source = arena_dup(arena, t->value[EPOCH_SOURCE]);
	if (!row->source)
		return err_set(err, RC_FAIL, "no memory left for the file's rows");
	return epoch_start(t, epoch, err);
}

static enum rc epochs_take(struct table *t, struct arena *arena, struct parse_csv_epoch **epochs, size_t *n, struct err *err)
{
	size_t cap = 0;
	bool more;

	for (;; (*n)++) {
		struct parse_csv_epoch row = {0}, *last = *n > 0 ? &(*epochs)[*n - 1] : NULL;
		enum rc rc = table_next(t, &more, err);

		if (rc == RC_OK && more)
			rc = epoch_take(t, arena, &row, err);
		if (rc != RC_OK || !more)
			return rc;
		if (last && (row.epoch.height <= last->epoch.height || row.epoch.start_utc <= last->epoch.start_utc))
			return line_fault(t, err, "height and start must be above those of the line before");
		*epochs = room_make(arena, *epochs, *n, &cap, sizeof(**epochs), err);
		if (!*epochs)
			return RC_FAIL;
		(*epochs)[*n] = row;
	}
}

enum rc parse_csv_epochs(struct sv text, struct arena *arena, struct parse_csv_epoch **epochs, size_t *n, int64_t *known_through_utc,
                         struct err *err)
{
	struct table t;
	enum rc rc = table_open(&t, text, epoch_columns, err);

	*epochs = NULL;
	*n = 0;
	if (rc != RC_OK)
		return rc;
	if (t.column[EPOCH_HEIGHT] == 0 || t.column[EPOCH_DIFFICULTY] == 0)
		return line_fault(&t, err, "the columns height and difficulty must be there");
	rc = epochs_take(&t, arena, epochs, n, err);
	*known_through_utc = t.known_through_utc;
	return rc == RC_OK && *n == 0 ? err_set(err, RC_DATA, "the file holds no epoch") : rc;
}

enum daily_column { DAILY_DATE, DAILY_USD_CLOSE, DAILY_GBP_QUOTE, DAILY_USD_GBP };
static const char *const daily_columns[] = {"date", "btc_usd_close", "btc_gbp", "usd_gbp", NULL};

static enum rc positive_take(const struct table *t, int name, int scale, struct parse_csv_value *value, struct err *err)
{
	struct sv text = t->value[name];

	value->known = text.n > 0;
	if (!value->known || (dec_parse(text, scale, &value->units) && value->units > 0))
		return RC_OK;
	return value_fault(t, name, "a positive decimal, or empty", err);
}

static enum rc daily_take(const struct table *t, struct parse_csv_daily *row, struct err *err)
{
	enum rc rc;

	if (!tm_parse_day(t->value[DAILY_DATE], &row->day))
		return value_fault(t, DAILY_DATE, "a date YYYY-MM-DD", err);
	rc = positive_take(t, DAILY_USD_CLOSE, 6, &row->usd_close_micro, err);
	if (rc == RC_OK)
		rc = positive_take(t, DAILY_GBP_QUOTE, 6, &row->gbp_quote_micro, err);
	if (rc == RC_OK)
		rc = positive_take(t, DAILY_USD_GBP, 8, &row->usd_gbp_e8, err);
	if (rc == RC_OK && row->usd_gbp_e8.known && row->usd_gbp_e8.units >= INT64_C(1000000000000)) /* numeric(12, 8) */
		rc = value_fault(t, DAILY_USD_GBP, "below 10000", err);
	return rc;
}

static enum rc dailies_take(struct table *t, struct arena *arena, struct parse_csv_daily **dailies, size_t *n, struct err *err)
{
	size_t cap = 0;
	bool more;

	for (;;) {
		struct parse_csv_daily row = {0};
		enum rc rc = table_next(t, &more, err);

		if (rc == RC_OK && more)
			rc = daily_take(t, &row, err);
		if (rc != RC_OK || !more)
			return rc;
		if (*n > 0 && row.day <= (*dailies)[*n - 1].day)
			return line_fault(t, err, "the date must be after that of the line before");
		*dailies = room_make(arena, *dailies, *n, &cap, sizeof(**dailies), err);
		if (!*dailies)
			return RC_FAIL;
		(*dailies)[*n] = row;
		*n += row.usd_close_micro.known || row.gbp_quote_micro.known || row.usd_gbp_e8.known ? 1 : 0;
	}
}

enum rc parse_csv_dailies(struct sv text, struct arena *arena, struct parse_csv_daily **dailies, size_t *n, struct err *err)
{
	struct table t;
	enum rc rc = table_open(&t, text, daily_columns, err);

	*dailies = NULL;
	*n = 0;
	if (rc != RC_OK)
		return rc;
	if (t.column[DAILY_DATE] == 0 || t.columns < 2)
		return line_fault(&t, err, "the column date and one of btc_usd_close, btc_gbp, usd_gbp must be there");
	rc = dailies_take(&t, arena, dailies, n, err);
	return rc == RC_OK && *n == 0 ? err_set(err, RC_DATA, "the file holds no day") : rc;
}
