-- The next job after one: the oldest that waits, or that the process of an earlier run left. Only the holder of the lock of `jobs run`
-- calls it, so a job still running is of a process that died.
-- params: after_job_id bigint
-- returns: job_id, kind, from (days since 1970-01-01), to, deaths
UPDATE windfall.jobs j
SET state = 'running', started_at = coalesce(j.started_at, clock_timestamp()), deaths = j.deaths + (j.state = 'running')::integer
WHERE j.job_id = (SELECT o.job_id
                  FROM windfall.jobs o
                  WHERE o.finished_at IS NULL AND o.job_id > $1::bigint
                  ORDER BY o.job_id
                  LIMIT 1
                  FOR UPDATE)
RETURNING j.job_id, j.kind, j.from_date - DATE '1970-01-01', j.to_date - DATE '1970-01-01', j.deaths
