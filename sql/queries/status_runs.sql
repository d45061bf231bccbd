-- The last ten runs of the cron binary.
-- returns: run_id, kind, started_at, finished_at, exit_status, days, periods, periods_failed, records, message
SELECT r.run_id, r.kind, api.utc_text(r.started_at), api.utc_text(r.finished_at), r.exit_status, r.days, r.periods, r.periods_failed, r.records,
       r.message
FROM api.runs r
ORDER BY r.run_id DESC
LIMIT 10
