/* Progress on stderr: a bar on a terminal, else a line every ten seconds; at the end one line on stdout. */
#ifndef WINDFALL_TOOL_PROGRESS_H
#define WINDFALL_TOOL_PROGRESS_H

#include "core/ingest/report.h"

void progress_show(const struct report *report);
void progress_end(const struct report *report);

#endif
