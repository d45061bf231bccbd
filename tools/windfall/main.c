#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/os.h"
#include "tools/windfall/command.h"

#define VERSION "0.1.0"

static const struct command *const commands[] = {
    &migrate_command, &sync_command,        &ingest_command, &update_command, &reconcile_command, &backfill_command, &verify_command,
    &check_command,   &recalculate_command, &status_command, &jobs_command,   &token_command,     &simulate_command, &source_command,
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void print_help(void)
{
	fputs("windfall: the Bitcoin that switched-off wind power could have mined.\n\nUsage: windfall COMMAND [OPTION…]\n\nCommands:\n",
	      stdout);
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-12s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n  windfall COMMAND --help   options and examples\n"
	      "  windfall --print-config   every setting with its value\n"
	      "  windfall --version\n\n"
	      "Settings come from WINDFALL_… in the environment, else from windfall.conf in WINDFALL_STATE_DIR.\n"
	      "Exit: 0 done, 64 usage, 65 data refused, 69 source down, 75 partly (try again later), 78 configuration, 1 own fault.\n",
	      stdout);
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static enum rc list_commands(const char *fault, struct err *err)
{
	char names[400];
	size_t used = 0;
	for (size_t i = 0; i < COMMANDS && used < sizeof(names); i++)
		used += (size_t)snprintf(names + used, sizeof(names) - used, "%s, ", commands[i]->name);
	return err_set(err, RC_USAGE, "%s; allowed: %s--help, --print-config, --version", fault, names);
}

static enum rc unknown_command(const char *name, struct err *err)
{
	char fault[80];
	(void)snprintf(fault, sizeof(fault), "there is no command \"%.40s\"", name);
	return list_commands(fault, err);
}

static bool asks_help(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0)
			return true;
	return false;
}

static enum rc run_command(const struct command *command, int argc, char **argv, struct err *err)
{
	struct cfg cfg;
	if (asks_help(argc, argv)) {
		printf("windfall %s: %s\n\nUsage: windfall %s\n\n%s", command->name, command->summary, command->usage, command->help);
		return RC_OK;
	}
	enum rc rc = cfg_load(&cfg, err);
	if (rc == RC_OK)
		rc = command->run(&cfg, argc, argv, err);
	cfg_fini(&cfg);
	return rc;
}

static void print_text(const struct cfg *cfg)
{
	struct buf text;
	buf_init(&text, LIMIT_FILE_BYTES);
	cfg_print(cfg, &text);
	fputs(buf_str(&text), stdout);
	buf_fini(&text);
}

static enum rc print_config(struct err *err)
{
	struct cfg cfg;
	enum rc rc = cfg_load(&cfg, err);
	if (rc == RC_OK)
		print_text(&cfg);
	cfg_fini(&cfg);
	return rc;
}

static enum rc dispatch(int argc, char **argv, struct err *err)
{
	if (argc < 2)
		return list_commands("a command is missing", err);
	if (strcmp(argv[1], "--help") == 0) {
		print_help();
		return RC_OK;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("windfall %s\n", VERSION);
		return RC_OK;
	}
	if (strcmp(argv[1], "--print-config") == 0)
		return print_config(err);
	const struct command *command = find_command(argv[1]);
	return command == NULL ? unknown_command(argv[1], err) : run_command(command, argc - 2, argv + 2, err);
}

int main(int argc, char **argv)
{
	struct err err = {0};
	log_setup("windfall", LOG_INFO);
	os_catch_signals();
	enum rc rc = dispatch(argc, argv, &err);
	if (rc == RC_USAGE)
		fprintf(stderr, "windfall: %s\n", err.text);
	else if (rc != RC_OK)
		log_line(rc == RC_PARTLY || rc == RC_BUSY ? LOG_WARN : LOG_ERROR, "ended", "exit=%d message=%s", err_exit_status(rc),
		         log_quote(err.text));
	return err_exit_status(rc);
}
