/* The subcommands of `windfall`: one file each. */
#ifndef WINDFALL_TOOL_COMMAND_H
#define WINDFALL_TOOL_COMMAND_H

#include "core/base/cfg.h"

struct command {
	const char *name;
	const char *summary;                                                           /* one line */
	const char *usage;                                                             /* with its options, after "windfall " */
	const char *help;                                                              /* what --help adds: options and examples */
	enum rc (*run)(const struct cfg *cfg, int argc, char **argv, struct err *err); /* argv[0] is the first word after the name */
};

extern const struct command backfill_command, check_command, verify_command, ingest_command, migrate_command, recalculate_command,
    jobs_command, reconcile_command, simulate_command, source_command, status_command, sync_command, token_command, update_command;

#endif
