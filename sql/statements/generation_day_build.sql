-- A day's wind output: of the half hours of which both kinds are known.
-- params: settlement_date date
INSERT INTO windfall.wind_generation_days (settlement_date, half_hours, generation_mwh, read_at)
SELECT $1::date, count(*), coalesce(sum(generation_mwh), 0), now()
FROM (SELECT sum(generation_mwh) AS generation_mwh
      FROM windfall.wind_generation
      WHERE settlement_date = $1::date
      GROUP BY settlement_period
      HAVING count(*) = 2) half_hours
ON CONFLICT (settlement_date) DO UPDATE
SET half_hours = excluded.half_hours, generation_mwh = excluded.generation_mwh, read_at = excluded.read_at
