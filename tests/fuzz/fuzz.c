#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"

static const struct fuzz_target *find_in(const struct fuzz_target *list, const char *name)
{
	while (list->name && strcmp(list->name, name) != 0)
		list++;
	return list->name ? list : NULL;
}

const struct fuzz_target *fuzz_find(const char *name)
{
	const struct fuzz_target *found = find_in(fuzz_replies, name);

	return found ? found : find_in(fuzz_requests, name);
}

void fuzz_run(const struct fuzz_target *target, struct sv input)
{
	struct arena arena;

	arena_init(&arena, LIMIT_DAY_ARENA_BYTES);
	target->run(target->name, input, &arena);
	arena_fini(&arena);
}

void fuzz_promise(bool kept, const char *promise)
{
	if (kept)
		return;
	(void)fprintf(stderr, "broken: %s\n", promise);
	abort();
}
