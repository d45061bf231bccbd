#include <string.h>

#include "core/base/tm.h"
#include "core/model/curtailment.h"
#include "core/model/miner.h"
#include "core/model/settlement.h"
#include "fcgi/handlers.h"
#include "fcgi/route.h"

#define S_MAXAGE 15
#define DAYS_OF_SERIES 367 /* to at most 366 days after from */
#define DAYS_OF_LIST 3660
#define DAYS_OF_EPOCHS 18300
#define MONTHS_OF_SERIES 120
#define YEARS_OF_SERIES 50

static const char *definition_word(int i)
{
	return curtailment_definitions[i].id;
}

static const char *miner_word(int i)
{
	return miner_list[i].id;
}

static const char *currency_word(int i)
{
	static const char *const words[] = {"gbp", "usd", NULL};
	return words[i];
}

static const char *interval_word(int i)
{
	static const char *const words[] = {"half_hour", "hour", "day", "month", "year", NULL};
	return words[i];
}

static const char *by_word(int i)
{
	static const char *const words[] = {"none", "farm", "lead_party", NULL};
	return words[i];
}

static const char *source_word(int i)
{
	static const char *const words[] = {"stacks", "wind_generation", "notifications", "system_prices", "prices", "difficulty", NULL};
	return words[i];
}

static const char *sort_word(int i)
{
	static const char *const words[] = {"time", "-time", "curtailed_mwh", "-curtailed_mwh", "payment_gbp", "-payment_gbp", NULL};
	return words[i];
}

/* Days of a range of /curtailment and /mining by interval, whole and where cut or filtered. */
static const struct {
	int whole, cut;
} days_allowed[] = {{31, 7}, {31, 7}, {3660, 366}, {18300, 3660}, {18300, 3660}};

static const struct param day_key = {.id = PARAM_KEY, .type = PARAM_DATE, .name = "date", .in_path = true, .required = true};
static const struct param month_key = {.id = PARAM_KEY, .type = PARAM_MONTH, .name = "month", .in_path = true, .required = true};
static const struct param year_key = {.id = PARAM_KEY, .type = PARAM_YEAR, .name = "year", .in_path = true, .required = true};
static const struct param farm_key = {
    .id = PARAM_KEY, .type = PARAM_TEXT, .name = "id", .in_path = true, .required = true, .min = 1, .max = 64};

static const struct param party_key = {
    .id = PARAM_KEY, .type = PARAM_TEXT, .name = "name", .in_path = true, .required = true, .min = 1, .max = 200};
static const struct param job_key = {
    .id = PARAM_KEY, .type = PARAM_WHOLE, .name = "id", .in_path = true, .required = true, .min = 1, .max = INT64_MAX};

static const struct param from_day = {.id = PARAM_FROM, .type = PARAM_DATE, .name = "from", .required = true};
static const struct param to_day = {.id = PARAM_TO, .type = PARAM_DATE, .name = "to", .required = true};
static const struct param from_month = {.id = PARAM_FROM, .type = PARAM_MONTH, .name = "from", .required = true};
static const struct param to_month = {.id = PARAM_TO, .type = PARAM_MONTH, .name = "to", .required = true};
static const struct param from_year = {.id = PARAM_FROM, .type = PARAM_YEAR, .name = "from", .required = true};
static const struct param to_year = {.id = PARAM_TO, .type = PARAM_YEAR, .name = "to", .required = true};
static const struct param interval = {
    .id = PARAM_INTERVAL, .type = PARAM_WORD, .name = "interval", .fallback = "day", .words = interval_word};
static const struct param by = {.id = PARAM_BY, .type = PARAM_WORD, .name = "by", .fallback = "none", .words = by_word};
static const struct param of_day = {.id = PARAM_KEY, .type = PARAM_DATE, .name = "date", .required = true};
static const struct param period = {.id = PARAM_PERIOD, .type = PARAM_WHOLE, .name = "period", .min = 1, .max = SETTLEMENT_PERIODS_MAX};
static const struct param farm = {.id = PARAM_FARM, .type = PARAM_TEXT, .name = "farm", .min = 1, .max = 64};
static const struct param lead_party = {.id = PARAM_LEAD_PARTY, .type = PARAM_TEXT, .name = "lead_party", .min = 1, .max = 200};
static const struct param search = {.id = PARAM_Q, .type = PARAM_TEXT, .name = "q", .min = 1, .max = 100};
static const struct param source = {.id = PARAM_SOURCE, .type = PARAM_WORD, .name = "source", .words = source_word};
static const struct param definition = {
    .id = PARAM_DEFINITION, .type = PARAM_WORD, .name = "definition", .fallback = "so_flagged", .words = definition_word};
static const struct param miner_filter = {.id = PARAM_MINER, .type = PARAM_WORD, .name = "miner", .words = miner_word};
static const struct param miner = {.id = PARAM_MINER, .type = PARAM_WORD, .name = "miner", .fallback = "S19J_PRO", .words = miner_word};
static const struct param joules = {.id = PARAM_JOULES, .type = PARAM_DECIMAL, .name = "joules_per_th", .min = 100000, .max = 100000000000};
static const struct param currency = {
    .id = PARAM_CURRENCY, .type = PARAM_WORD, .name = "currency", .fallback = "gbp", .words = currency_word};
static const struct param sort = {.id = PARAM_SORT, .type = PARAM_WORD, .name = "sort", .fallback = "time", .words = sort_word};
static const struct param limit = {.id = PARAM_LIMIT, .type = PARAM_WHOLE, .name = "limit", .fallback = "100", .min = 1, .max = 1000};
static const struct param limit_of_cut = {
    .id = PARAM_LIMIT, .type = PARAM_WHOLE, .name = "limit", .fallback = "100", .min = 1, .max = 20000};

#define CURSOR(fields_)                                                                                                                    \
	{                                                                                                                                      \
		.id = PARAM_CURSOR, .type = PARAM_PAGE, .name = "cursor", .min = 1, .max = 700, .fields = (fields_)                                \
	}
static const struct param cursor_of_series = CURSOR("d"), cursor_of_cut = CURSOR("dnut"), cursor_of_names = CURSOR("t"),
                          cursor_of_coverage = CURSOR("dt"), cursor_of_revisions = CURSOR("di"), cursor_of_wind = CURSOR("du"),
                          cursor_of_epochs = CURSOR("i"), cursor_of_records = CURSOR("itnnn");
#undef CURSOR

static const struct param *const no_params[] = {NULL};
static const struct param *const day_params[] = {&day_key, &definition, &miner_filter, &joules, &currency, NULL};
static const struct param *const month_params[] = {&month_key, &definition, &miner_filter, &joules, &currency, NULL};
static const struct param *const year_params[] = {&year_key, &definition, &miner_filter, &joules, &currency, NULL};
static const struct param *const daily_params[] = {&from_day, &to_day, &definition,       &miner_filter, &joules,
                                                   &currency, &limit,  &cursor_of_series, NULL};
static const struct param *const monthly_params[] = {&from_month, &to_month, &definition,       &miner_filter, &joules,
                                                     &currency,   &limit,    &cursor_of_series, NULL};
static const struct param *const yearly_params[] = {&from_year, &to_year, &definition,       &miner_filter, &joules,
                                                    &currency,  &limit,   &cursor_of_series, NULL};
static const struct param *const curtailment_params[] = {&from_day, &to_day,       &interval,      &by, &farm, &lead_party, &definition,
                                                         &sort,     &limit_of_cut, &cursor_of_cut, NULL};
static const struct param *const mining_params[] = {&from_day, &to_day, &interval, &by,   &farm,         &lead_party,    &definition,
                                                    &miner,    &joules, &currency, &sort, &limit_of_cut, &cursor_of_cut, NULL};
static const struct param *const records_params[] = {&of_day, &period, &farm, &limit, &cursor_of_records, NULL};
static const struct param *const names_params[] = {&search, &definition, &limit, &cursor_of_names, NULL};
static const struct param *const wind_params[] = {&from_day, &to_day, &interval, &limit, &cursor_of_wind, NULL};
static const struct param *const difficulty_params[] = {&from_day, &to_day, &limit, &cursor_of_epochs, NULL};
static const struct param *const prices_params[] = {&from_day, &to_day, &limit, &cursor_of_series, NULL};
static const struct param *const coverage_params[] = {&from_day, &to_day, &source, &limit_of_cut, &cursor_of_coverage, NULL};
static const struct param *const revisions_params[] = {&from_day, &to_day, &definition, &limit, &cursor_of_revisions, NULL};
static const struct param *const farm_params[] = {&farm_key, &definition, NULL};
static const struct param *const party_params[] = {&party_key, &definition, NULL};
static const struct param *const job_params[] = {&job_key, NULL};

/* from must not be past to, nor more than so many intervals be asked for. */
static void check_span(struct params *params, int64_t intervals, int64_t allowed, const char *unit)
{
	if (params->number[PARAM_FROM] > params->number[PARAM_TO])
		param_fault(params, "from", "must not be after to");
	else if (intervals > allowed)
		param_fault(params, "to", arena_printf(params->arena, "must give at most %d %s from the first to the last", (int)allowed, unit));
}

static int64_t days_of(const struct params *params)
{
	return params->number[PARAM_TO] - params->number[PARAM_FROM] + 1;
}

/* A listed miner or one of the caller's, not both. */
static void check_machine(struct params *params)
{
	if (params->given[PARAM_MINER] && params->given[PARAM_JOULES])
		param_fault(params, "joules_per_th", "must not be given together with miner");
}

static void check_daily(struct params *params)
{
	check_machine(params);
	check_span(params, days_of(params), DAYS_OF_SERIES, "days");
}

static void check_days(struct params *params)
{
	check_span(params, days_of(params), DAYS_OF_LIST, "days");
}

static void check_period(struct params *params)
{
	int periods = settlement_periods((int32_t)params->number[PARAM_KEY]);
	if (params->number[PARAM_PERIOD] > periods)
		param_fault(params, "period", arena_printf(params->arena, "must be a settlement period of the date, from 1 to %d", periods));
}

/* Months from year 0 to a civil day. */
static int64_t month_no(int64_t day)
{
	int year, month, mday;
	tm_civil((int32_t)day, &year, &month, &mday);
	return year * 12 + month;
}

static int64_t months_of(const struct params *params)
{
	return month_no(params->number[PARAM_TO]) - month_no(params->number[PARAM_FROM]) + 1;
}

static void check_monthly(struct params *params)
{
	check_machine(params);
	check_span(params, months_of(params), MONTHS_OF_SERIES, "months");
}

static void check_yearly(struct params *params)
{
	check_machine(params);
	check_span(params, months_of(params) / 12 + 1, YEARS_OF_SERIES, "years");
}

static void check_epochs(struct params *params)
{
	check_span(params, days_of(params), DAYS_OF_EPOCHS, "days");
}

static void check_intervals(struct params *params)
{
	check_span(params, days_of(params), days_allowed[params->number[PARAM_INTERVAL]].whole, "days");
}

static void check_cut(struct params *params)
{
	check_machine(params);
	bool cut = strcmp(params->text[PARAM_BY], "none") != 0 || params->text[PARAM_FARM] || params->text[PARAM_LEAD_PARTY];
	int64_t interval_no = params->number[PARAM_INTERVAL];
	check_span(params, days_of(params), cut ? days_allowed[interval_no].cut : days_allowed[interval_no].whole, "days");
}

#define API "/api/v1"
const struct route route_table_rows[] = {
    {API "/status", ROUTE_FAST, REPLY_UNCACHED, ACCEPT_JSON, S_MAXAGE, no_params, NULL, h_status_get},
    {API "/summaries/daily/{date}", ROUTE_FAST, REPLY_DAY, ACCEPT_JSON, S_MAXAGE, day_params, check_machine, h_summaries_day},
    {API "/summaries/monthly/{month}", ROUTE_FAST, REPLY_MONTH, ACCEPT_JSON, S_MAXAGE, month_params, check_machine, h_summaries_month},
    {API "/summaries/yearly/{year}", ROUTE_FAST, REPLY_YEAR, ACCEPT_JSON, S_MAXAGE, year_params, check_machine, h_summaries_year},
    {API "/summaries/daily", ROUTE_SLOW, REPLY_RANGES, ACCEPT_CSV, S_MAXAGE, daily_params, check_daily, h_summaries_daily},
    {API "/summaries/monthly", ROUTE_SLOW, REPLY_RANGES, ACCEPT_CSV, S_MAXAGE, monthly_params, check_monthly, h_summaries_monthly},
    {API "/summaries/yearly", ROUTE_SLOW, REPLY_RANGES, ACCEPT_CSV, S_MAXAGE, yearly_params, check_yearly, h_summaries_yearly},
    {API "/curtailment", ROUTE_SLOW, REPLY_CUTS, ACCEPT_CSV, S_MAXAGE, curtailment_params, check_cut, h_cuts_curtailment},
    {API "/mining", ROUTE_SLOW, REPLY_CUTS, ACCEPT_CSV, S_MAXAGE, mining_params, check_cut, h_cuts_mining},
    {API "/records", ROUTE_SLOW, REPLY_DAY, ACCEPT_NDJSON, S_MAXAGE, records_params, check_period, h_records_list},
    {API "/farms", ROUTE_SLOW, REPLY_CUTS, ACCEPT_CSV, S_MAXAGE, names_params, NULL, h_farms_list},
    {API "/farms/{id}", ROUTE_FAST, REPLY_CUTS, ACCEPT_JSON, S_MAXAGE, farm_params, NULL, h_farms_one},
    {API "/lead-parties", ROUTE_SLOW, REPLY_CUTS, ACCEPT_CSV, S_MAXAGE, names_params, NULL, h_lead_parties_list},
    {API "/lead-parties/{name}", ROUTE_SLOW, REPLY_CUTS, ACCEPT_JSON, S_MAXAGE, party_params, NULL, h_lead_parties_one},
    {API "/wind-generation", ROUTE_SLOW, REPLY_RANGES, ACCEPT_CSV, S_MAXAGE, wind_params, check_intervals, h_wind_generation_list},
    {API "/difficulty", ROUTE_SLOW, REPLY_REFERENCE, ACCEPT_CSV, S_MAXAGE, difficulty_params, check_epochs, h_reference_difficulty},
    {API "/prices", ROUTE_SLOW, REPLY_REFERENCE, ACCEPT_CSV, S_MAXAGE, prices_params, check_days, h_reference_prices},
    {API "/coverage", ROUTE_SLOW, REPLY_COVERAGE, ACCEPT_CSV, S_MAXAGE, coverage_params, check_days, h_coverage_list},
    {API "/revisions", ROUTE_SLOW, REPLY_RANGES, ACCEPT_CSV, S_MAXAGE, revisions_params, check_days, h_revisions_list},
    {API "/miners", ROUTE_FAST, REPLY_REFERENCE, ACCEPT_JSON, S_MAXAGE, no_params, NULL, h_miners_list},
    {API "/jobs", ROUTE_SLOW, REPLY_UNCACHED, .params = no_params, .answer = h_jobs_request, .post = true},
    {API "/jobs/{id}", ROUTE_SLOW, REPLY_UNCACHED, .params = job_params, .answer = h_jobs_one},
    {"/healthz", ROUTE_FAST, REPLY_UNCACHED, ACCEPT_JSON, 0, no_params, NULL, health_live},
    {"/readyz", ROUTE_FAST, REPLY_UNCACHED, ACCEPT_JSON, 0, no_params, NULL, health_ready},
    {"/metrics", ROUTE_FAST, REPLY_UNCACHED, ACCEPT_JSON, 0, no_params, NULL, metrics_get},
    {0},
};
