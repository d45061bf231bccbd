-- The run whose session holds the lock.
-- params: kind text
-- returns: run_id, kind, started_at
SELECT r.run_id, r.kind, to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM pg_locks l
JOIN windfall.runs r ON r.backend_pid = l.pid AND r.finished_at IS NULL
WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND l.classid::bigint = hashtext('windfall')::bigint & 4294967295 AND l.objid::bigint = hashtext($1)::bigint & 4294967295
ORDER BY r.run_id DESC
LIMIT 1
