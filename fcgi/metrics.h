/* What the pools count, and how Prometheus reads it. */
#ifndef WINDFALL_FCGI_METRICS_H
#define WINDFALL_FCGI_METRICS_H

#include <stdint.h>

#include "fcgi/response.h"

/* A request that has been answered after so many microseconds. */
void metrics_request(const struct response *response, int64_t us);

void metrics_failures(int64_t database, int64_t redis);

#endif
