/* The fields of a row of COPY … (FORMAT binary), each by the function of its column's type, in the columns' order. The row is db_copy_row's. */
#ifndef WINDFALL_IO_DB_ROW_H
#define WINDFALL_IO_DB_ROW_H

#include <stdint.h>

#include "core/base/buf.h"

void db_row_null(struct buf *row);
void db_row_bool(struct buf *row, bool value);
void db_row_smallint(struct buf *row, int64_t value); /* what does not fit is for the caller to refuse */
void db_row_integer(struct buf *row, int64_t value);
void db_row_bigint(struct buf *row, int64_t value);
void db_row_text(struct buf *row, const char *text);
void db_row_date(struct buf *row, int32_t day);
void db_row_timestamptz(struct buf *row, int64_t utc);
void db_row_numeric(struct buf *row, int64_t units, int scale);                   /* a decimal of scale 0 to 18 */
void db_row_known_numeric(struct buf *row, bool known, int64_t units, int scale); /* null where it is not known */

#endif
