/* What reads untrusted bytes, each as a target that takes any input and aborts where a promise breaks: by libFuzzer in tests/fuzz/main.c,
 * and over the kept inputs in tests/unit/fuzz. */
#ifndef WINDFALL_TESTS_FUZZ_H
#define WINDFALL_TESTS_FUZZ_H

#include "core/base/arena.h"
#include "core/base/sv.h"

struct fuzz_target {
	const char *name; /* of its folders of inputs: tests/corpus/<name>, tests/fuzz/corpus/<name> */
	void (*run)(const char *name, struct sv input, struct arena *arena);
};

extern const struct fuzz_target fuzz_replies[];  /* what sources send; ends with name NULL */
extern const struct fuzz_target fuzz_requests[]; /* what clients send; ends with name NULL */

const struct fuzz_target *fuzz_find(const char *name); /* NULL where there is none */
void fuzz_run(const struct fuzz_target *target, struct sv input);

/* Aborts with the words where the promise is broken. */
void fuzz_promise(bool kept, const char *promise);

#endif
