-- Wind output of half hours that the day does not have, and days that are not the sum of theirs.
-- remedy: backup
SELECT w.settlement_date
FROM windfall.wind_generation w
JOIN windfall.settlement_days d USING (settlement_date)
WHERE w.settlement_period > d.periods OR w.start_utc <> d.day_start_utc + (w.settlement_period - 1) * interval '30 minutes'
UNION
SELECT settlement_date
FROM (SELECT settlement_date, count(*) FILTER (WHERE kinds = 2) AS half_hours,
             coalesce(sum(onshore_mwh) FILTER (WHERE kinds = 2), 0) AS onshore_mwh,
             coalesce(sum(offshore_mwh) FILTER (WHERE kinds = 2), 0) AS offshore_mwh
      FROM (SELECT settlement_date, settlement_period, count(*) AS kinds, sum(generation_mwh) FILTER (WHERE kind = 'onshore') AS onshore_mwh,
                   sum(generation_mwh) FILTER (WHERE kind = 'offshore') AS offshore_mwh
            FROM windfall.wind_generation
            GROUP BY 1, 2) half_hours
      GROUP BY 1) parts
FULL JOIN windfall.wind_generation_days total USING (settlement_date)
WHERE (parts.half_hours, parts.onshore_mwh, parts.offshore_mwh) IS DISTINCT FROM (total.half_hours, total.onshore_mwh, total.offshore_mwh)
