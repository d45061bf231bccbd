-- The tokens, with what each asked for.
-- returns: token_name, created_at, revoked_at, jobs, last_job_at
SELECT t.token_name, api.utc_text(t.created_at), api.utc_text(t.revoked_at), count(j.job_id), api.utc_text(max(j.requested_at))
FROM windfall.api_tokens t
LEFT JOIN windfall.jobs j USING (token_name)
GROUP BY t.token_name
ORDER BY t.token_name
