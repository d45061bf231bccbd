-- A day's wind output: of the half hours of which both kinds are known.
-- params: settlement_date date
INSERT INTO windfall.wind_generation_days (settlement_date, half_hours, onshore_mwh, offshore_mwh, generation_mwh, read_at)
SELECT $1::date, count(*), coalesce(sum(onshore_mwh), 0), coalesce(sum(offshore_mwh), 0), coalesce(sum(onshore_mwh + offshore_mwh), 0), now()
FROM (SELECT sum(generation_mwh) FILTER (WHERE kind = 'onshore') AS onshore_mwh,
             sum(generation_mwh) FILTER (WHERE kind = 'offshore') AS offshore_mwh
      FROM windfall.wind_generation
      WHERE settlement_date = $1::date
      GROUP BY settlement_period
      HAVING count(*) = 2) half_hours
ON CONFLICT (settlement_date) DO UPDATE
SET half_hours = excluded.half_hours, onshore_mwh = excluded.onshore_mwh, offshore_mwh = excluded.offshore_mwh,
    generation_mwh = excluded.generation_mwh, read_at = excluded.read_at
