-- Half hours without the Bitcoin of every miner although their difficulty is known, and Bitcoin without its half hour or at another
-- difficulty than that in force.
WITH epoch AS (
  SELECT start_utc, lead(start_utc, 1, (SELECT known_through + interval '1 second' FROM windfall.reference_series WHERE series = 'difficulty'))
           OVER (ORDER BY start_utc) AS before_utc, difficulty
  FROM windfall.difficulty_epochs
), wanted AS (
  SELECT h.settlement_date, h.settlement_period, h.definition, h.bm_unit, m.miner, e.difficulty
  FROM windfall.curtailment_half_hours h
  JOIN epoch e ON h.start_utc >= e.start_utc AND h.start_utc < e.before_utc
  CROSS JOIN windfall.miners m
)
SELECT coalesce(w.settlement_date, b.settlement_date) AS settlement_date, coalesce(w.settlement_period, b.settlement_period) AS period,
       coalesce(w.definition, b.definition) AS definition, coalesce(w.bm_unit, b.bm_unit) AS bm_unit, coalesce(w.miner, b.miner) AS miner,
       w.difficulty, b.difficulty AS difficulty_is
FROM wanted w
FULL JOIN windfall.historical_bitcoin_calculations b USING (settlement_date, settlement_period, definition, bm_unit, miner)
WHERE w.difficulty IS DISTINCT FROM b.difficulty
