#include <stdio.h>
#include <string.h>

#include "core/base/os.h"
#include "core/base/tm.h"
#include "core/ingest/source/elexon.h"
#include "core/io/net.h"
#include "core/model/settlement.h"
#include "tools/windfall/command.h"
#include "tools/windfall/option.h"

#define PROBE_TIMEOUT_MS 4000
#define DAY_FILE_SUFFIX ".jsonl.gz"

static enum rc note_answer(void *ctx, const struct net_request *request, const struct net_reply *reply, struct err *err)
{
	bool *answers = ctx;
	(void)request;
	(void)err;
	*answers = *answers || (reply->failure == NULL && reply->status == 200);
	return RC_OK;
}

/* The first day wanted, or one that is published for sure. */
static int32_t probe_day(const struct cfg *cfg)
{
	int32_t day;
	return tm_parse_day(sv_of(cfg_get(cfg, CFG_FROM)), &day) ? day : settlement_day_of(tm_now_utc()) - 3;
}

/* Elexon's register or a stack answers within a few seconds. */
static enum rc probe_live(const struct cfg *cfg, bool *answers, struct err *err)
{
	struct net *net = NULL;
	const struct net_options options = {.parallel = 2, .tries = 1, .timeout_ms = PROBE_TIMEOUT_MS, .ca_file = cfg_get(cfg, CFG_CA_FILE)};
	char path[ELEXON_PATH_MAX], stack[ELEXON_URL_MAX], units[ELEXON_URL_MAX];
	elexon_stack_path(path, STACK_BID, probe_day(cfg), 1);
	*answers = false;
	enum rc rc = elexon_url(stack, cfg_get(cfg, CFG_ELEXON_URL), path, err);
	if (rc == RC_OK)
		rc = elexon_url(units, cfg_get(cfg, CFG_ELEXON_URL), ELEXON_REGISTER_PATH, err);
	if (rc == RC_OK)
		rc = net_open(&net, &options, err);
	const struct net_request requests[] = {{.url = stack}, {.url = units}};
	if (rc == RC_OK)
		rc = net_get_all(net, requests, 2, NULL, note_answer, answers, err);
	net_close(net);
	return rc;
}

static enum rc note_day(void *ctx, const char *name, struct err *err)
{
	bool *found = ctx;
	int32_t day;
	struct sv text = sv_of(name);
	(void)err;
	text.n -= sizeof(DAY_FILE_SUFFIX) - 1;
	*found = *found || tm_parse_day(text, &day);
	return RC_OK;
}

static bool has_recorded_days(const char *dir)
{
	bool found = false;
	return dir[0] != '\0' && os_list_dir(dir, DAY_FILE_SUFFIX, note_day, &found, NULL) == RC_OK && found;
}

static enum rc run_command(const struct cfg *cfg, int argc, char **argv, struct err *err)
{
	const char *source = cfg_get(cfg, CFG_SOURCE);
	bool live = false;
	int words = 0;
	enum rc rc = option_parse(NULL, 0, argc, argv, NULL, 0, &words, err);
	if (rc == RC_OK && strcmp(source, "auto") == 0) {
		rc = probe_live(cfg, &live, err);
		source = live ? "live" : has_recorded_days(cfg_get(cfg, CFG_RECORDED_DIR)) ? "recorded" : "simulated";
	}
	if (rc == RC_OK)
		printf("%s\n", source);
	return rc;
}

const struct command source_command = {
    .name = "source",
    .summary = "print which data the setting source stands for",
    .usage = "source",
    .help = "Where source is auto: live if Elexon answers within a few seconds, else recorded where recorded_dir holds days, else "
            "simulated.\n\n"
            "Example:\n"
            "  WINDFALL_RECORDED_DIR=../shared/data/elexon-stack windfall source\n",
    .run = run_command,
};
