/* Errors as application/problem+json (RFC 9457). Never cached, never an internal message. */
#ifndef WINDFALL_FCGI_PROBLEM_H
#define WINDFALL_FCGI_PROBLEM_H

#include "fcgi/param.h"
#include "fcgi/request.h"
#include "fcgi/response.h"

/* Makes response the problem of that status; detail is one sentence for the caller. Headers of an earlier attempt are dropped. */
void problem_set(struct response *response, const struct request *request, int status, const char *detail);

/* 400 with each wrong parameter. */
void problem_set_params(struct response *response, const struct request *request, const struct params *params);

#endif
