#include "core/model/stack_row.h"

const char *stack_row_side_name(enum stack_side side)
{
	return side == STACK_BID ? "bid" : "offer";
}
