#include "core/store/rows.h"

#include "core/base/limits.h"

void rows_init(struct rows *rows, int columns)
{
	*rows = (struct rows){.columns = columns};
	for (int i = 0; i < columns; i++)
		buf_init(&rows->column[i], LIMIT_FILE_BYTES);
}

void rows_fini(struct rows *rows)
{
	for (int i = 0; i < rows->columns; i++)
		buf_fini(&rows->column[i]);
}

static void add_quoted(struct buf *b, const char *text)
{
	buf_add_char(b, '"');
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			buf_add_char(b, '\\');
		buf_add_char(b, *p);
	}
	buf_add_char(b, '"');
}

void rows_add(struct rows *rows, const char *const *fields)
{
	for (int i = 0; i < rows->columns; i++) {
		struct buf *b = &rows->column[i];
		buf_add_char(b, rows->n == 0 ? '{' : ',');
		if (fields[i] == NULL)
			buf_add_str(b, "NULL");
		else
			add_quoted(b, fields[i]);
	}
	rows->n++;
}

enum rc rows_params(struct rows *rows, const char **params, struct err *err)
{
	for (int i = 0; i < rows->columns; i++) {
		struct buf *b = &rows->column[i];
		buf_add_str(b, rows->n == 0 ? "{}" : "}");
		if (!buf_ok(b))
			return err_set(err, RC_FAIL, "out of memory for %zu rows", rows->n);
		params[i] = buf_str(b);
	}
	return RC_OK;
}

const char *rows_number(char out[ROWS_NUMBER_MAX], int64_t units, int scale)
{
	char digits[DEC_TEXT_MAX];
	(void)sv_copy(dec_format(digits, units, scale), out, ROWS_NUMBER_MAX);
	return out;
}

bool rows_number_is(const char *text, int64_t units, int scale)
{
	int64_t value;
	return text != NULL && dec_parse(sv_of(text), scale, &value) && value == units;
}
