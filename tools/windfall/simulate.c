#include "tools/simulate/simulate.h"

#include <stdio.h>

#include "core/base/tm.h"
#include "core/ingest/plan.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	struct plan_range range = {TM_DAY_NONE, TM_DAY_NONE};
	int64_t seed = 1;
	const char *out = NULL;
	struct option options[] = {
	    {.name = "--from", .type = OPTION_DAY, .value = &range.from},
	    {.name = "--to", .type = OPTION_DAY, .value = &range.to},
	    {.name = "--out", .type = OPTION_TEXT, .value = &out},
	    {.name = "--seed", .type = OPTION_NUMBER, .value = &seed},
	};
	int words = 0;
	(void)cfg;
	enum rc rc = option_parse(options, 4, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK)
		rc = plan_check(&range, err);
	if (rc == RC_OK && (!options[0].given || !options[1].given || !options[2].given))
		rc = err_set(err, RC_USAGE, "simulate needs --from, --to and --out");
	if (rc != RC_OK)
		return rc;
	const struct simulate_options simulation = {.from = range.from, .to = range.to, .out = out, .seed = (uint64_t)seed};
	rc = simulate_run(&simulation, err);
	if (rc == RC_OK)
		printf("%d simulated days in %s\n", (int)(range.to - range.from + 1), out);
	return rc;
}

const struct command simulate_command = {
    .name = "simulate",
    .summary = "make an archive of invented days, marked as such",
    .usage = "simulate --from D --to D --out DIR [--seed N]",
    .help = "The archive has the format of recorded replies; the same seed gives the same bytes. Only a database of simulated data takes "
            "it.\n\n"
            "  --from YYYY-MM-DD   first settlement date\n"
            "  --to YYYY-MM-DD     last settlement date\n"
            "  --out DIR           the folder to write\n"
            "  --seed N            0 or more (default 1)\n\n"
            "Example:\n"
            "  windfall simulate --from 2026-11-01 --to 2026-11-07 --out build/simulated --seed 1\n",
    .run = run_command,
};
