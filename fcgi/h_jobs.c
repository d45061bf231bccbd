#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/base/tm.h"
#include "core/json/jr.h"
#include "core/model/settlement.h"
#include "core/query/job.h"
#include "fcgi/bearer.h"
#include "fcgi/handlers.h"
#include "fcgi/problem.h"
#include "fcgi/sheet.h"

#define JOBS_PATH "/api/v1/jobs/"
#define KEY_MAX 255

/* Lets those with a token pass; answers the others. digest receives the token's SHA-256. */
static bool admit(struct app *app, const struct request *request, struct response *response, char digest[DIGEST_HEX_SIZE])
{
	struct sv token = SV("");
	struct err err = {0};
	enum job_access access = JOB_DENIED;
	bool given = bearer_read(request->authorization, &token);
	enum rc rc = digest_sha256_hex(given ? token : SV(""), digest) ? RC_OK : err_set(&err, RC_FAIL, "SHA-256 is not available");
	if (rc == RC_OK)
		rc = job_access(app->db, digest, &access, &err);
	if (rc == RC_OK && access == JOB_GRANTED && given)
		return true;
	if (rc != RC_OK) {
		reply_fail(request, response, &err);
	} else if (access == JOB_OFF) {
		problem_set(response, request, 404, "Jobs are off here: no token was made. The operator makes one by `windfall token add NAME`.");
	} else {
		problem_set(response, request, 401, given ? "The token is not known, or was revoked." : "This path takes a bearer token.");
		response->www_authenticate = given ? "Bearer realm=\"windfall\", error=\"invalid_token\"" : "Bearer realm=\"windfall\"";
	}
	return false;
}

static void write_job(struct sheet *sheet, const struct job *job)
{
	sheet_row(sheet);
	sheet_num(sheet, "job_id", job->id);
	sheet_text(sheet, "kind", job->kind);
	sheet_text(sheet, "from", job->from);
	sheet_text(sheet, "to", job->to);
	sheet_text(sheet, "state", job->state);
	sheet_num(sheet, "days_done", job->days_done);
	sheet_num(sheet, "days_total", job->days_total);
	sheet_text(sheet, "message", job->message);
	sheet_text(sheet, "requested_by", job->token);
	sheet_text(sheet, "requested_at", job->requested_at);
	sheet_text(sheet, "started_at", job->started_at);
	sheet_text(sheet, "finished_at", job->finished_at);
	sheet_num(sheet, "run_id", job->run_id);
	sheet_row_end(sheet);
}

/* The job as the body; *ended: it will not change any more. */
static enum rc show(struct app *app, const struct request *request, int64_t id, struct response *response, bool *ended, struct err *err)
{
	struct reply reply = {.arena = request->arena, .body = &response->body};
	struct db_result *rows = NULL;
	const char *data_source = NULL;
	enum rc rc = job_get(app->db, id, &rows, &data_source, err);
	if (rc == RC_OK) {
		struct job job = job_at(rows, 0);
		struct sheet sheet;
		sheet_open(&sheet, &reply, false);
		write_job(&sheet, &job);
		rc = sheet_close(&sheet, &(struct sheet_meta){.data_source = data_source}, err);
		*ended = job.finished_at != NULL;
	}
	response->content_type = "application/json";
	db_result_free(rows);
	return rc;
}

void h_jobs_one(struct app *app, const struct request *request, struct params *params, struct response *response)
{
	char digest[DIGEST_HEX_SIZE];
	struct err err = {0};
	bool ended;
	if (!admit(app, request, response, digest))
		return;
	if (show(app, request, params->number[PARAM_KEY], response, &ended, &err) != RC_OK)
		reply_fail(request, response, &err);
}

/* application/json, with parameters or without. */
static bool is_json(struct sv content_type)
{
	static const char json[] = "application/json";
	size_t n = sizeof(json) - 1;
	return content_type.n >= n && strncasecmp(content_type.p, json, n) == 0 &&
	       (content_type.n == n || content_type.p[n] == ';' || content_type.p[n] == ' ');
}

static void read_kind(struct params *params, const char *text, struct job *job)
{
	for (const char *const *kind = job_kinds; *kind; kind++)
		if (text && strcmp(*kind, text) == 0)
			job->kind = *kind;
	if (!job->kind)
		param_fault(params, "kind", "must be ingest, reconcile or recalculate");
}

/* A day of the calendar kept, today at most; TM_DAY_NONE where it is none. */
static int32_t read_day(struct params *params, const char *name, const char *text)
{
	int32_t day, today = settlement_day_of(tm_now_utc());
	char last[TM_TEXT_MAX];
	if (text && tm_parse_day(sv_of(text), &day) && day >= tm_day(SETTLEMENT_FIRST_YEAR, 1, 1) && day <= today)
		return day;
	param_fault(params, name,
	            arena_printf(params->arena, "must be a calendar date as YYYY-MM-DD, from %d-01-01 to today, %s", SETTLEMENT_FIRST_YEAR,
	                         tm_format_day(last, today)));
	return TM_DAY_NONE;
}

static void read_range(struct params *params, const char *from, const char *to, struct job *job)
{
	int32_t first = read_day(params, "from", from), last = read_day(params, "to", to);
	if (first == TM_DAY_NONE || last == TM_DAY_NONE)
		return;
	if (first > last)
		param_fault(params, "from", "must not be after to");
	else if (last - first >= JOB_DAYS_MAX)
		param_fault(params, "to", arena_printf(params->arena, "must give at most %d days from the first to the last", JOB_DAYS_MAX));
	job->from = arena_dup(params->arena, sv_of(from));
	job->to = arena_dup(params->arena, sv_of(to));
}

static void read_members(struct params *params, const struct json_t *body, struct job *job)
{
	static const char *const names[] = {"kind", "from", "to", NULL};
	const char *text[3];
	struct err err = {0};
	for (int i = 0; i < 3; i++)
		if (jr_text(body, names[i], &text[i], &err) != RC_OK)
			text[i] = NULL; /* told below, as what is missing is */
	if (jr_only(body, names, &err) != RC_OK)
		param_fault(params, "body", arena_printf(params->arena, "must hold kind, from and to alone: %s", err.text));
	read_kind(params, text[0], job);
	read_range(params, text[1], text[2], job);
}

static void read_body(struct params *params, struct sv text, struct job *job)
{
	struct json_t *body = NULL;
	struct err err = {0};
	if (jr_parse(text, LIMIT_REQUEST_BODY_BYTES, &body, &err) != RC_OK)
		param_fault(params, "body", arena_printf(params->arena, "must be a JSON object: %s", err.text));
	else if (!jr_is_object(body))
		param_fault(params, "body", "must be a JSON object with kind, from and to");
	else
		read_members(params, body, job);
	jr_free(body);
}

static const char *read_key(struct params *params, struct sv key)
{
	bool plain = key.n <= KEY_MAX;
	for (size_t i = 0; plain && i < key.n; i++)
		plain = key.p[i] > ' ' && key.p[i] <= '~';
	if (!plain)
		param_fault(params, "Idempotency-Key", "must be 1 to 255 visible ASCII characters");
	return key.n == 0 ? NULL : arena_dup(params->arena, key);
}

/* What was said to a request that was read well. */
static void tell(struct app *app, const struct request *request, const struct job_answer *answer, struct response *response)
{
	struct err err = {0};
	bool ended = false;
	switch (answer->outcome) {
	case JOB_CONFLICT:
		problem_set(response, request, 409, "This Idempotency-Key asked for another job before: use a new one.");
		return;
	case JOB_LIMITED:
		problem_set(response, request, 429, "A token may ask for 10 new jobs a minute.");
		response->retry_after_s = answer->wait_s;
		return;
	case JOB_REFUSED:
		problem_set(response, request, 401, "The token was revoked.");
		return;
	case JOB_QUEUED:
	case JOB_KNOWN:
		break;
	}
	if (show(app, request, answer->id, response, &ended, &err) != RC_OK) {
		reply_fail(request, response, &err);
		return;
	}
	response->status = ended ? 200 : 202;
	(void)snprintf(response->location, sizeof(response->location), JOBS_PATH "%" PRId64, answer->id);
}

void h_jobs_request(struct app *app, const struct request *request, struct params *params, struct response *response)
{
	char digest[DIGEST_HEX_SIZE];
	struct job job = {0};
	struct job_answer answer;
	struct err err = {0};
	if (!admit(app, request, response, digest))
		return;
	if (!is_json(request->content_type)) {
		problem_set(response, request, 415, "A job is asked for with a body of application/json.");
		return;
	}
	const char *key = read_key(params, request->idempotency_key);
	read_body(params, request->body, &job);
	if (params->n_faults > 0)
		problem_set_params(response, request, params);
	else if (job_request(app->db, digest, key, &job, &answer, &err) != RC_OK)
		reply_fail(request, response, &err);
	else
		tell(app, request, &answer, response);
}
