-- The run that works on a job.
-- params: job_id bigint, run_id bigint
UPDATE windfall.jobs SET run_id = $2::bigint WHERE job_id = $1::bigint
