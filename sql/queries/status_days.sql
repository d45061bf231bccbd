-- How far the stacks reach. A day is known in part where some of its half hours are complete.
-- returns: data_source, first_day, last_day, last_complete_day, complete, partial
SELECT (SELECT i.data_source FROM api.instance i), min(d.settlement_date), max(d.settlement_date),
       max(d.settlement_date) FILTER (WHERE d.complete = d.periods),
       count(*) FILTER (WHERE d.complete = d.periods), count(*) FILTER (WHERE d.complete < d.periods)
FROM api.settlement_days d
WHERE d.complete > 0
