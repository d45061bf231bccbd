/* The handlers of the route table, each in its h_*.c: query to body; or, where that is not all, request to response. */
#ifndef WINDFALL_FCGI_HANDLERS_H
#define WINDFALL_FCGI_HANDLERS_H

#include "fcgi/app.h"
#include "fcgi/param.h"
#include "fcgi/reply.h"

typedef enum rc handler_fn(struct app *app, const struct params *params, struct reply *reply, struct err *err);

typedef void answer_fn(struct app *app, const struct request *request, struct params *params, struct response *response);

handler_fn h_status_get;
handler_fn h_summaries_day, h_summaries_month, h_summaries_year;       /* one */
handler_fn h_summaries_daily, h_summaries_monthly, h_summaries_yearly; /* a series */
handler_fn h_cuts_curtailment, h_cuts_mining;
handler_fn h_farms_list, h_farms_one;
handler_fn h_records_list;
handler_fn h_lead_parties_list, h_lead_parties_one;
handler_fn h_miners_list;
handler_fn h_wind_generation_list;
handler_fn h_reference_difficulty, h_reference_prices;
handler_fn h_coverage_list, h_revisions_list;
answer_fn h_jobs_request, h_jobs_one;
handler_fn health_live, health_ready;
handler_fn metrics_get;

#endif
