-- New epochs, and times completed.
-- params: heights integer[], starts timestamptz[], exact_times boolean[], difficulties numeric[], sources text[], simulated boolean
INSERT INTO windfall.difficulty_epochs (height, start_utc, exact_time, difficulty, source, simulated)
SELECT x.*, $6::boolean FROM unnest($1::integer[], $2::timestamptz[], $3::boolean[], $4::numeric[], $5::text[]) AS x
ON CONFLICT (height) DO UPDATE
SET start_utc = excluded.start_utc, exact_time = excluded.exact_time, source = excluded.source
