-- Opens a run's row. A run holds the lock of its kind, so an open row whose session does not is of a process that died.
-- params: kind text, arguments text
-- returns: run_id
WITH dead AS (
  UPDATE windfall.runs r SET finished_at = clock_timestamp(), exit_status = 1, message = 'ended without a word (killed?)'
  WHERE r.finished_at IS NULL
    AND NOT EXISTS (SELECT FROM pg_locks l
                    WHERE l.locktype = 'advisory' AND l.granted AND l.pid = r.backend_pid
                      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND l.classid::bigint = hashtext('windfall')::bigint & 4294967295
                      AND l.objid::bigint = hashtext(r.kind)::bigint & 4294967295)
)
INSERT INTO windfall.runs (kind, arguments) VALUES ($1, $2) RETURNING run_id
