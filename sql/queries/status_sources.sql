-- How far the register and the reference series reach.
-- returns: source, known_through, read_at
SELECT 'register', api.utc_text(max(r.fetched_at)), api.utc_text(max(r.fetched_at)) FROM api.registers r
UNION ALL
SELECT n.series, api.utc_text(s.known_through), api.utc_text(s.read_at)
FROM (VALUES ('difficulty'), ('prices')) AS n (series)
LEFT JOIN api.reference_series s ON s.series = n.series
UNION ALL
SELECT 'wind', api.utc_text(max(w.start_utc) + interval '30 minutes'),
       (SELECT api.utc_text(max(d.read_at)) FROM api.wind_generation_days d)
FROM api.wind_generation w
WHERE w.settlement_date = (SELECT max(d.settlement_date) FROM api.wind_generation_days d WHERE d.half_hours > 0)
UNION ALL
SELECT 'notifications',
       (SELECT api.utc_text(max(d.day_start_utc + n.half_hours * interval '30 minutes'))
        FROM api.notification_days n
        JOIN api.settlement_days d USING (settlement_date)
        WHERE n.half_hours = d.periods),
       (SELECT api.utc_text(max(n.read_at)) FROM api.notification_days n)
