-- Queues a job, or says why not: queued, known, conflict, limited, denied.
-- params: token_sha256_hex text, idempotency_key text, kind text, from date, to date
-- returns: outcome, job_id, wait_s
SELECT outcome, job_id, wait_s FROM api.job_request($1, $2, $3, $4::date, $5::date)
