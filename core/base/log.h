/* logfmt on stderr, one write a line: ts level program run_id|request_id event and the pairs given. */
#ifndef WINDFALL_BASE_LOG_H
#define WINDFALL_BASE_LOG_H

#include <stdbool.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

void log_setup(const char *program, enum log_level least);
void log_context(const char *name, const char *id); /* e.g. "run_id", "18"; NULL id ends it */

/* From here on lines are written many at a time: when the buffer is full, with a warning, in another second, or by log_flush. */
void log_gather(void);
bool log_gathered(void); /* whether lines wait */
void log_flush(void);

/* fmt gives "key=value" pairs; a value that may hold spaces or quotes goes through log_quote. */
void log_line(enum log_level level, const char *event, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* text quoted for logfmt, cut to fit, in one of four rotating static buffers: good until four calls later. */
const char *log_quote(const char *text);

#endif
