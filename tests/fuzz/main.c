/* The fuzzer: `fuzz TARGET [libFuzzer's arguments]`; without a target it lists them. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct fuzz_target *chosen;

static void list(const struct fuzz_target *targets)
{
	for (; targets->name; targets++)
		(void)puts(targets->name);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	chosen = *argc > 1 ? fuzz_find((*argv)[1]) : NULL;
	if (!chosen) {
		list(fuzz_replies);
		list(fuzz_requests);
		exit(*argc > 1 ? 64 : 0);
	}
	(*argv)[1] = (*argv)[0];
	*argc -= 1;
	*argv += 1;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_run(chosen, (struct sv){(const char *)data, size});
	return 0;
}
