-- Closes a run's row with its counts.
-- params: run_id bigint, exit_status smallint, message text, days integer, periods integer, periods_failed integer, records bigint, refused bigint, requests bigint, retries bigint, bytes bigint, peak_memory_kb bigint
UPDATE windfall.runs
SET finished_at = clock_timestamp(), exit_status = $2::smallint, message = $3, days = $4::integer, periods = $5::integer,
    periods_failed = $6::integer, records = $7::bigint, refused = $8::bigint, requests = $9::bigint, retries = $10::bigint,
    bytes = $11::bigint, peak_memory_kb = $12::bigint
WHERE run_id = $1::bigint
