-- What a job came to; queued: it waits for the next run.
-- params: job_id bigint, state text, message text
UPDATE windfall.jobs
SET state = $2, message = $3, finished_at = CASE WHEN $2 = 'queued' THEN NULL ELSE clock_timestamp() END
WHERE job_id = $1::bigint
