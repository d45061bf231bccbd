-- New epochs, and times completed.
-- params: epochs jsonb
INSERT INTO windfall.difficulty_epochs (height, start_utc, exact_time, difficulty, source, simulated)
SELECT height, start_utc, exact_time, difficulty, source, simulated
FROM jsonb_to_recordset($1::jsonb)
  AS x(height integer, start_utc timestamptz, exact_time boolean, difficulty numeric, source text, simulated boolean)
ON CONFLICT (height) DO UPDATE
SET start_utc = excluded.start_utc, exact_time = excluded.exact_time, source = excluded.source
