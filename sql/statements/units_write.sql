-- The units of a register. A unit that ever was wind stays wind.
-- params: register_date date, units text[], wind boolean[]
-- returns: newly_wind, days_from, days_to (days already ingested, which may lack the newly known wind units)
WITH given AS (
  SELECT * FROM unnest($2::text[], $3::boolean[]) AS x(bm_unit, wind)
), newly AS (
  SELECT count(*) AS units
  FROM given g
  WHERE g.wind AND NOT EXISTS (SELECT FROM windfall.bm_units b WHERE b.bm_unit = g.bm_unit AND b.ever_wind)
), written AS (
  INSERT INTO windfall.bm_units AS b (bm_unit, ever_wind, first_register, last_register)
  SELECT bm_unit, wind, $1::date, $1::date FROM given
  ON CONFLICT (bm_unit) DO UPDATE
  SET ever_wind = b.ever_wind OR excluded.ever_wind, first_register = least(b.first_register, excluded.first_register),
      last_register = greatest(b.last_register, excluded.last_register)
)
SELECT newly.units, min(d.settlement_date), max(d.settlement_date)
FROM newly
LEFT JOIN windfall.settlement_days d ON d.complete > 0
GROUP BY newly.units
