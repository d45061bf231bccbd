/* Files, signals and the process: the few calls the rest must not make itself. */
#ifndef WINDFALL_BASE_OS_H
#define WINDFALL_BASE_OS_H

#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"

enum rc os_read_file(const char *path, struct buf *out, struct err *err) MUST_CHECK; /* RC_NOT_FOUND where absent */

/* Writes beside path, syncs, renames over it: a reader or a power cut sees the old bytes or the new, never a part. */
enum rc os_write_file(const char *path, struct sv bytes, struct err *err) MUST_CHECK;
enum rc os_make_dir(const char *path, struct err *err) MUST_CHECK; /* and its parents; there already is fine */
bool os_is_dir(const char *path);
bool os_is_file(const char *path);

/* Waits until no other process holds the folder, and holds it; os_release_dir (or the end of the process) lets it go. */
enum rc os_hold_dir(const char *path, int *held, struct err *err) MUST_CHECK;
void os_release_dir(int held);

/* Names in dir that end in suffix, sorted, each through visit; visit's first failure ends it. */
enum rc os_list_dir(const char *dir, const char *suffix, enum rc (*visit)(void *ctx, const char *name, struct err *err), void *ctx,
                    struct err *err) MUST_CHECK;

/* From here on SIGTERM and SIGINT only set a flag, and a peer that is gone or a disk that is full is an error of the call, not the end. */
void os_catch_signals(void);
bool os_stopping(void);

int64_t os_peak_memory_kb(void); /* with that of the largest process that it started and that has ended */
bool os_is_terminal(int fd);
enum rc os_random(void *out, size_t n, struct err *err) MUST_CHECK;

/* Allocation stands here so that nothing else calls malloc: zeroed, NULL without memory; os_free(NULL) is fine. */
void *os_alloc(size_t size);
void *os_realloc(void *p, size_t size);
char *os_strdup(const char *text);
void os_free(void *p);

#endif
