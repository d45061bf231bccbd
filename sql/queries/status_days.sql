-- How far the stacks reach. A day is known in part where some of its half hours are complete.
-- returns: data_source, first_day, last_day, last_complete_day, complete, partial, stacks_known_through, stacks_read_at
SELECT (SELECT i.data_source FROM api.instance i), min(d.settlement_date), max(d.settlement_date),
       max(d.settlement_date) FILTER (WHERE d.complete = d.periods),
       count(*) FILTER (WHERE d.complete = d.periods), count(*) FILTER (WHERE d.complete < d.periods),
       api.utc_text(max(d.day_start_utc + d.periods * interval '30 minutes') FILTER (WHERE d.complete = d.periods)),
       (SELECT api.utc_text(max(p.fetched_at))
        FROM api.periods p
        WHERE p.settlement_date = (SELECT max(k.settlement_date) FROM api.settlement_days k WHERE k.complete > 0))
FROM api.settlement_days d
WHERE d.complete > 0
