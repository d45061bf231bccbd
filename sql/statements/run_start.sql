-- Opens a run's row. Only the holder of the lock calls it, so an older open row is of a process that died.
-- params: kind text, arguments text
-- returns: run_id
WITH dead AS (
  UPDATE windfall.runs SET finished_at = clock_timestamp(), exit_status = 1, message = 'ended without a word (killed?)'
  WHERE finished_at IS NULL
)
INSERT INTO windfall.runs (kind, arguments) VALUES ($1, $2) RETURNING run_id
