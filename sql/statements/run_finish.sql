-- Closes a run's row with its counts.
-- params: run_id bigint, exit_status smallint, counts jsonb, message text
UPDATE windfall.runs r
SET finished_at = clock_timestamp(), exit_status = $2::smallint, message = $4,
    days = x.days, periods = x.periods, periods_failed = x.periods_failed, records = x.records, refused = x.refused,
    requests = x.requests, retries = x.retries, bytes = x.bytes, peak_memory_kb = x.peak_memory_kb
FROM jsonb_to_record($3::jsonb) AS x(days integer, periods integer, periods_failed integer, records bigint, refused bigint,
                                     requests bigint, retries bigint, bytes bigint, peak_memory_kb bigint)
WHERE r.run_id = $1::bigint
