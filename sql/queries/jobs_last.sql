-- The last fifty jobs, newest first.
-- returns: job_id, kind, from, to, state, days_done, days_total, message, token, requested_at, started_at, finished_at, run_id
SELECT j.job_id, j.kind, j.from_date, j.to_date, j.state, j.days_done, j.days_total, j.message, j.token_name, api.utc_text(j.requested_at),
       api.utc_text(j.started_at), api.utc_text(j.finished_at), j.run_id
FROM api.jobs j
ORDER BY j.job_id DESC
LIMIT 50
