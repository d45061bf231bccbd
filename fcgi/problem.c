#include "fcgi/problem.h"

#include "core/json/jw.h"

#define PROBLEM_RETRY_AFTER_S 5

/* Of an earlier attempt nothing stays but what a problem has too. */
static void clear(struct response *response)
{
	buf_clear(&response->body);
	response->cache_control = NULL;
	response->last_modified_utc = 0;
	response->etag[0] = response->link_next[0] = '\0';
}

static void write(struct response *response, const struct request *request, int status, const char *detail,
                  const struct param_fault *faults, int n)
{
	struct jw w;
	clear(response);
	response->status = status;
	response->content_type = "application/problem+json";
	response->retry_after_s = status == 503 || status == 429 ? PROBLEM_RETRY_AFTER_S : 0;
	jw_init(&w, &response->body);
	jw_object(&w);
	jw_key(&w, "type");
	jw_text(&w, "about:blank");
	jw_key(&w, "title");
	jw_text(&w, response_reason(status));
	jw_key(&w, "status");
	jw_int(&w, status);
	jw_key(&w, "detail");
	jw_text(&w, detail);
	jw_key(&w, "errors");
	jw_array(&w);
	for (int i = 0; i < n; i++) {
		jw_object(&w);
		jw_key(&w, "parameter");
		jw_text(&w, faults[i].parameter);
		jw_key(&w, "message");
		jw_text(&w, faults[i].message);
		jw_object_end(&w);
	}
	jw_array_end(&w);
	jw_key(&w, "request_id");
	jw_str(&w, request->request_id);
	jw_object_end(&w);
}

void problem_set(struct response *response, const struct request *request, int status, const char *detail)
{
	write(response, request, status, detail, NULL, 0);
}

void problem_set_params(struct response *response, const struct request *request, const struct params *params)
{
	write(response, request, 400, "A parameter is wrong; errors names each and what is allowed.", params->faults, params->n_faults);
}
