/* The rows of a page, written once for all forms: JSON objects in an envelope or a line each, or CSV lines under a line of names. */
#ifndef WINDFALL_FCGI_SHEET_H
#define WINDFALL_FCGI_SHEET_H

#include "core/json/jw.h"
#include "core/query/head.h"
#include "fcgi/reply.h"

struct sheet {
	struct jw json;
	struct buf *out;
	bool csv;
	bool names;         /* of CSV: the line of names is being written */
	bool lines;         /* of NDJSON: each row is a line, without an envelope */
	bool bad;           /* of NDJSON: a line was no JSON */
	bool list;          /* of JSON: data is an array */
	bool begun;         /* of CSV: the line has a cell */
	const char *prefix; /* of CSV: of the names inside a group; "" outside */
};

/* What stands beside the rows; a member that is NULL is left out. */
struct sheet_meta {
	const char *data_source, *definition;
	const char *const *units; /* names of figures, ends with NULL */
	const struct head_coverage *coverage;
	bool has_known_through;
	const char *known_through; /* of a series, UTC; NULL: it was never read */
	const char *cursor;        /* of a list; NULL: the last page */
};

void sheet_open(struct sheet *sheet, struct reply *reply, bool list);

/* Ends the page; RC_FAIL where a value was none or the page grew past its cap. */
enum rc sheet_close(struct sheet *sheet, const struct sheet_meta *meta, struct err *err) MUST_CHECK;

/* A collection, from beginning to end: n rows of a page, each by `write`, for whom row -1 is one of absent values (CSV takes the names from
 * it); beside them what meta says, the page's head and the reply's cursor. */
enum rc sheet_fill(struct reply *reply, const struct head_page *page, int n,
                   void (*write)(struct sheet *sheet, const void *context, const struct head_page *page, int i), const void *context,
                   const struct sheet_meta *meta, struct err *err) MUST_CHECK;

void sheet_row(struct sheet *sheet);
void sheet_row_end(struct sheet *sheet);
void sheet_text(struct sheet *sheet, const char *name, const char *text);     /* NULL: null, an empty cell */
void sheet_num(struct sheet *sheet, const char *name, const char *numeric);   /* a decimal of the database */
void sheet_numbers(struct sheet *sheet, const char *name, const char *words); /* "7 8": an array of numbers, a cell of words */
void sheet_int(struct sheet *sheet, const char *name, int64_t value);
void sheet_bool(struct sheet *sheet, const char *name, bool value);
void sheet_flag(struct sheet *sheet, const char *name, const char *flag); /* "t", "f" of the database; NULL: null */
void sheet_coverage(struct sheet *sheet, const struct head_coverage *coverage);

/* An array of objects inside a row; in CSV the names of an object's cells begin with prefix. */
void sheet_list(struct sheet *sheet, const char *name);
void sheet_list_end(struct sheet *sheet);
void sheet_item(struct sheet *sheet, const char *prefix);
void sheet_item_end(struct sheet *sheet);

#endif
