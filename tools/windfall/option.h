/* Options of a subcommand as a table: each is named, typed, at most once. */
#ifndef WINDFALL_TOOL_OPTION_H
#define WINDFALL_TOOL_OPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"

enum option_type {
	OPTION_FLAG,   /* bool */
	OPTION_TEXT,   /* const char *, not empty */
	OPTION_DAY,    /* int32_t, YYYY-MM-DD */
	OPTION_MONTH,  /* int32_t, the first day of YYYY-MM */
	OPTION_NUMBER, /* int64_t, min and more */
	OPTION_CHOICE, /* const char *, one of choices */
};

struct option {
	const char *name; /* "--from" */
	enum option_type type;
	void *value;         /* left alone where the option is not given */
	const char *choices; /* of OPTION_CHOICE: "live recorded simulated" */
	int64_t min;         /* of OPTION_NUMBER */
	bool given;
};

/* Reads --name VALUE and --name=VALUE; other words go to words[max_words] in order, *n_words of them. RC_USAGE names what is allowed. */
enum rc option_parse(struct option *options, int n, int argc, char **argv, const char **words, int max_words, int *n_words,
                     struct err *err) MUST_CHECK;

/* The words as one line, for the run's row. Returns out. */
#define OPTION_ARGUMENTS_MAX 400
const char *option_arguments(char out[OPTION_ARGUMENTS_MAX], int argc, char **argv);

#endif
