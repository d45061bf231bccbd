/* The parsers of sources' replies and reference files, each with its result written as text: for the corpus and for fuzzing. */
#ifndef WINDFALL_TESTS_CORPUS_PARSERS_H
#define WINDFALL_TESTS_CORPUS_PARSERS_H

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/err.h"

struct corpus_parser {
	const char *name; /* of its folder in tests/corpus */
	enum rc (*run)(struct sv input, struct arena *arena, struct buf *out, struct err *err);
};

extern const struct corpus_parser corpus_parsers[]; /* ends with name NULL */

#endif
