#include "tools/windfall/option.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/num.h"
#include "core/base/tm.h"

#define LIST_MAX 256

static const char *list_names(char out[LIST_MAX], const struct option *options, int n)
{
	size_t used = 0;
	out[0] = '\0';
	for (int i = 0; i < n && used < LIST_MAX; i++)
		used += (size_t)snprintf(out + used, LIST_MAX - used, "%s, ", options[i].name);
	return out;
}

static struct option *find(struct option *options, int n, struct sv name)
{
	for (int i = 0; i < n; i++)
		if (sv_eq_str(name, options[i].name))
			return &options[i];
	return NULL;
}

static bool is_choice(const char *choices, const char *value)
{
	struct sv rest = sv_of(choices), word;
	while (sv_next(&rest, ' ', &word))
		if (sv_eq_str(word, value))
			return true;
	return false;
}

static bool parse_month(const char *value, int32_t *first_day)
{
	char day[sizeof("YYYY-MM-DD")];
	return strlen(value) == sizeof("YYYY-MM") - 1 && snprintf(day, sizeof(day), "%s-01", value) > 0 && tm_parse_day(sv_of(day), first_day);
}

static enum rc set(struct option *option, const char *value, struct err *err)
{
	switch (option->type) {
	case OPTION_FLAG:
		*(bool *)option->value = true;
		break;
	case OPTION_TEXT:
		if (value[0] == '\0')
			return err_set(err, RC_USAGE, "%s must not be empty", option->name);
		*(const char **)option->value = value;
		break;
	case OPTION_DAY:
		if (!tm_parse_day(sv_of(value), option->value))
			return err_set(err, RC_USAGE, "%s must be a calendar date YYYY-MM-DD, not \"%.40s\"", option->name, value);
		break;
	case OPTION_MONTH:
		if (!parse_month(value, option->value))
			return err_set(err, RC_USAGE, "%s must be a month YYYY-MM, not \"%.40s\"", option->name, value);
		break;
	case OPTION_NUMBER:
		if (!num_parse_range(sv_of(value), option->min, INT64_MAX, option->value))
			return err_set(err, RC_USAGE, "%s must be a whole number, %" PRId64 " or more, not \"%.40s\"", option->name, option->min,
			               value);
		break;
	case OPTION_CHOICE:
		if (!is_choice(option->choices, value))
			return err_set(err, RC_USAGE, "%s must be one of: %s; not \"%.40s\"", option->name, option->choices, value);
		*(const char **)option->value = value;
		break;
	}
	option->given = true;
	return RC_OK;
}

/* One option at argv[*i], which moves over its value. */
static enum rc take_option(struct option *options, int n, int argc, char **argv, int *i, struct err *err)
{
	char names[LIST_MAX];
	const char *equals = strchr(argv[*i], '=');
	struct sv name = {argv[*i], equals == NULL ? strlen(argv[*i]) : (size_t)(equals - argv[*i])};
	struct option *option = find(options, n, name);
	if (option == NULL)
		return err_set(err, RC_USAGE, "there is no option %.*s; allowed here: %s--help", name.n > 60 ? 60 : (int)name.n, name.p,
		               list_names(names, options, n));
	if (option->given)
		return err_set(err, RC_USAGE, "%s is given twice", option->name);
	if (option->type == OPTION_FLAG && equals != NULL)
		return err_set(err, RC_USAGE, "%s takes no value", option->name);
	if (option->type == OPTION_FLAG)
		return set(option, "", err);
	if (equals != NULL)
		return set(option, equals + 1, err);
	if (*i + 1 >= argc)
		return err_set(err, RC_USAGE, "%s needs a value", option->name);
	return set(option, argv[++*i], err);
}

enum rc option_parse(struct option *options, int n, int argc, char **argv, const char **words, int max_words, int *n_words, struct err *err)
{
	char names[LIST_MAX];
	*n_words = 0;
	for (int i = 0; i < argc; i++) {
		enum rc rc = RC_OK;
		if (strncmp(argv[i], "--", 2) == 0)
			rc = take_option(options, n, argc, argv, &i, err);
		else if (*n_words == max_words)
			rc = err_set(err, RC_USAGE, "\"%.60s\" is one word too many; allowed here: %s--help", argv[i], list_names(names, options, n));
		else
			words[(*n_words)++] = argv[i];
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

const char *option_arguments(char out[OPTION_ARGUMENTS_MAX], int argc, char **argv)
{
	size_t used = 0;
	out[0] = '\0';
	for (int i = 0; i < argc && used < OPTION_ARGUMENTS_MAX; i++)
		used += (size_t)snprintf(out + used, OPTION_ARGUMENTS_MAX - used, "%s%s", i == 0 ? "" : " ", argv[i]);
	return out;
}
