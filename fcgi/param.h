/* Parameters by table: each is typed, ranged and put in one canonical form at the edge; handlers see no text to parse. */
#ifndef WINDFALL_FCGI_PARAM_H
#define WINDFALL_FCGI_PARAM_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "fcgi/cursor.h"

enum param_id {
	PARAM_KEY, /* the interval, or the entity, of a path */
	PARAM_FROM,
	PARAM_TO,
	PARAM_INTERVAL,
	PARAM_BY,
	PARAM_PERIOD,
	PARAM_FARM,
	PARAM_LEAD_PARTY,
	PARAM_Q,
	PARAM_SOURCE,
	PARAM_DEFINITION,
	PARAM_MINER,
	PARAM_JOULES,
	PARAM_CURRENCY,
	PARAM_SORT,
	PARAM_LIMIT,
	PARAM_CURSOR,
	PARAM_COUNT
};

enum param_type {
	PARAM_DATE,    /* number: civil day */
	PARAM_MONTH,   /* number: civil day of its first */
	PARAM_YEAR,    /* number: civil day of its first */
	PARAM_WHOLE,   /* number: min to max */
	PARAM_DECIMAL, /* number: millionths, min to max of them; plain digits, at most six after the point */
	PARAM_TEXT,    /* min to max bytes of UTF-8 */
	PARAM_WORD,    /* one of words(); number: its place in the list */
	PARAM_PAGE,    /* a cursor of this query; its fields in after */
};

struct param {
	enum param_id id;
	enum param_type type;
	const char *name;
	bool in_path, required;
	const char *fallback; /* NULL: none */
	int64_t min, max;
	const char *(*words)(int i); /* NULL past the last */
	const char *fields;          /* of a cursor: the form of each, as cursor_decode takes it */
};

struct param_fault {
	const char *parameter, *message;
};

#define PARAM_FAULTS_MAX 16

/* The values of one request, in the arena. */
struct params {
	struct arena *arena;
	const char *text[PARAM_COUNT]; /* canonical; NULL where not given and without a default */
	int64_t number[PARAM_COUNT];
	bool given[PARAM_COUNT];              /* in the request itself */
	const char *after[CURSOR_FIELDS_MAX]; /* of the cursor; NULL without one */
	struct sv canonical; /* all but the cursor, defaults filled in, in the table's order: name=value&…, percent-encoded */
	struct sv query;     /* the same of those given in the query: for the address of the next page */
	struct param_fault faults[PARAM_FAULTS_MAX];
	int n_faults;
};

/* Stands for a value that could not be decoded. */
extern const struct sv param_broken;

/* table ends with NULL; values holds the decoded path parameters by id. Every wrong parameter becomes a fault. */
void param_read(struct params *params, struct arena *arena, const struct param *const *table, const struct sv values[PARAM_COUNT],
                struct sv query);

/* Notes a fault found later; message in the arena or constant. */
void param_fault(struct params *params, const char *parameter, const char *message);

/* Undoes percent-encoding (and '+' where plus); false where it is malformed or gives a NUL or invalid UTF-8. */
bool param_decode(struct arena *arena, struct sv text, bool plus, struct sv *out);

#endif
