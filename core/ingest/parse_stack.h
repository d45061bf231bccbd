/* Elexon's settlement stack: bytes to rows in one pass, no I/O. */
#ifndef WINDFALL_INGEST_PARSE_STACK_H
#define WINDFALL_INGEST_PARSE_STACK_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/model/stack_row.h"

/* {"data":[…]} into *n rows in the arena, in the reply's order; "data" null or [] gives none. Unknown keys are skipped, decimals rounded
 * half-even to 9 places. A missing or wrong field is RC_DATA naming row and field; which day the rows belong to is the caller's check. */
enum rc parse_stack(struct sv body, struct arena *arena, struct stack_row **rows, size_t *n, struct err *err) MUST_CHECK;

#endif
