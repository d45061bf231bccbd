-- The retarget epochs in order.
-- returns: height, start_utc (seconds), exact_time, difficulty, simulated
SELECT height, extract(epoch FROM start_utc)::bigint, exact_time, difficulty, simulated
FROM windfall.difficulty_epochs
ORDER BY height
