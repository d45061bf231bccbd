#include "tools/windfall/archive_dir.h"

#include <stdio.h>
#include <string.h>

#include "core/base/os.h"

#define SIMULATED_MARK "SIMULATED" /* `windfall simulate` leaves it in its folder */

/* Where live replies are kept, and simulated ones lie. */
static enum rc own_archive(const struct cfg *cfg, char dir[ARCHIVE_DIR_MAX], struct err *err)
{
	const char *set = cfg_get(cfg, CFG_ARCHIVE_DIR);
	int n = set[0] != '\0' ? snprintf(dir, ARCHIVE_DIR_MAX, "%s", set)
	                       : snprintf(dir, ARCHIVE_DIR_MAX, "%s/archive", cfg_get(cfg, CFG_STATE_DIR));
	return n < ARCHIVE_DIR_MAX ? RC_OK : err_set(err, RC_CONFIG, "archive_dir is too long a path");
}

static bool is_marked(const char *dir)
{
	struct buf text;
	char path[ARCHIVE_DIR_MAX + 16];
	buf_init(&text, 4096);
	(void)snprintf(path, sizeof(path), "%s/" SIMULATED_MARK, dir);
	bool marked = os_read_file(path, &text, NULL) == RC_OK;
	buf_fini(&text);
	return marked;
}

/* A folder is simulated by its mark, else real, whether this stack kept it or another recorded it. */
static enum rc check_kind(const struct run *run, const char *dir, struct err *err)
{
	bool marked = is_marked(dir), simulated = strcmp(run->source, "simulated") == 0;
	if (marked == simulated)
		return RC_OK;
	enum rc rc = instance_compare(run->source, marked ? "simulated" : "recorded", err);
	return rc == RC_OK ? rc : err_wrap(err, "%s", dir);
}

enum rc archive_dir_open_live(struct run *run, struct err *err)
{
	static char dir[ARCHIVE_DIR_MAX]; /* borrowed by fetch */
	enum rc rc = own_archive(run->cfg, dir, err);
	const struct fetch_options options = {
	    .elexon_url = cfg_get(run->cfg, CFG_ELEXON_URL),
	    .mempool_url = cfg_get(run->cfg, CFG_MEMPOOL_URL),
	    .archive_dir = run->writes_nothing ? NULL : dir,
	    .rate = (int)cfg_int(run->cfg, CFG_RATE),
	    .parallel = (int)cfg_int(run->cfg, CFG_PARALLEL),
	    .ca_file = cfg_get(run->cfg, CFG_CA_FILE),
	};
	return rc == RC_OK ? fetch_open_live(&run->fetch, &options, err) : rc;
}

enum rc archive_dir_open(struct run *run, const char *given, char dir[ARCHIVE_DIR_MAX], struct err *err)
{
	enum rc rc = RC_OK;
	bool asked = given != NULL;
	dir[0] = '\0';
	if (given == NULL && strcmp(run->source, "live") == 0)
		return archive_dir_open_live(run, err);
	if (given == NULL && strcmp(run->source, "recorded") == 0)
		given = cfg_get(run->cfg, CFG_RECORDED_DIR);
	if (given == NULL)
		rc = own_archive(run->cfg, dir, err);
	else if (given[0] == '\0')
		rc = err_set(err, RC_CONFIG, "recorded_dir is not set: set WINDFALL_RECORDED_DIR, or give the folder");
	else if (snprintf(dir, ARCHIVE_DIR_MAX, "%s", given) >= ARCHIVE_DIR_MAX)
		rc = err_set(err, RC_USAGE, "the folder's path is too long");
	if (rc == RC_OK && !os_is_dir(dir))
		rc = err_set(err, asked ? RC_USAGE : RC_CONFIG, "%s is not a folder; an archive is one, with YYYY-MM-DD.jsonl.gz in it", dir);
	if (rc == RC_OK)
		rc = check_kind(run, dir, err);
	return rc == RC_OK ? fetch_open_archive(&run->fetch, dir, err) : rc;
}
