/* Every cap of the program, in one place. */
#ifndef WINDFALL_BASE_LIMITS_H
#define WINDFALL_BASE_LIMITS_H

#define LIMIT_REPLY_BYTES (16u << 20)        /* one decoded reply of a source */
#define LIMIT_ARCHIVE_DAY_BYTES (256u << 20) /* one archived day, unpacked */
#define LIMIT_ARCHIVE_LINE_BYTES (32u << 20)
#define LIMIT_DAY_ARENA_BYTES (48u << 20) /* parsed rows of one day */
#define LIMIT_REQUEST_ARENA_BYTES (32u << 20)
#define LIMIT_REQUEST_BODY_BYTES (8u << 10) /* nginx refuses more, too */
#define LIMIT_RESPONSE_BYTES (16u << 20)
#define LIMIT_WORKER_BYTES (256u << 20) /* resident memory past which a worker makes room for a new one */
#define LIMIT_CONFIG_BYTES (64u << 10)
#define LIMIT_COPY_BYTES (4u << 20)  /* COPY text on its way to PostgreSQL */
#define LIMIT_FILE_BYTES (64u << 20) /* a reference CSV, a configuration */
#define LIMIT_JSON_DEPTH 32
#define LIMIT_STACK_ROWS 20000 /* rows in one stack reply */
#define LIMIT_UNITS 20000      /* BM units in one register */

#endif
