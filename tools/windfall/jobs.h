/* The commands that a job can ask for, as `jobs run` calls them: each is a run of its own. */
#ifndef WINDFALL_TOOL_JOBS_H
#define WINDFALL_TOOL_JOBS_H

#include "core/base/cfg.h"
#include "core/ingest/plan.h"

struct job_order {
	int64_t id;
	struct plan_range range;
	const char *arguments; /* for the run's row */
};

enum rc ingest_job(const struct cfg *cfg, const struct job_order *order, struct err *err) MUST_CHECK; /* days that are not settled */
enum rc reconcile_job(const struct cfg *cfg, const struct job_order *order, struct err *err) MUST_CHECK;
enum rc recalculate_job(const struct cfg *cfg, const struct job_order *order, struct err *err) MUST_CHECK;

#endif
