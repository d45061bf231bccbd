-- How far each source reaches, and when it last brought something new. Of system prices that was not kept before.
ALTER TABLE windfall.system_price_days ADD COLUMN read_at timestamptz;
CREATE OR REPLACE VIEW api.system_price_days AS SELECT * FROM windfall.system_price_days;

CREATE VIEW api.sources (source, known_through, read_at) AS
SELECT 'stacks', max(d.day_start_utc + d.periods * interval '30 minutes') FILTER (WHERE d.complete = d.periods),
       (SELECT max(p.fetched_at)
        FROM windfall.periods p
        WHERE p.settlement_date = (SELECT max(k.settlement_date) FROM windfall.settlement_days k WHERE k.complete > 0))
FROM windfall.settlement_days d
WHERE d.complete > 0
UNION ALL
SELECT 'register', max(r.fetched_at), max(r.fetched_at) FROM windfall.registers r
UNION ALL
SELECT n.series, s.known_through, s.read_at
FROM (VALUES ('difficulty'), ('prices')) AS n (series)
LEFT JOIN windfall.reference_series s USING (series)
UNION ALL
SELECT 'wind', max(w.start_utc) + interval '30 minutes', (SELECT max(d.read_at) FROM windfall.wind_generation_days d)
FROM windfall.wind_generation w
WHERE w.settlement_date = (SELECT max(d.settlement_date) FROM windfall.wind_generation_days d WHERE d.half_hours > 0)
UNION ALL
SELECT 'notifications', max(d.day_start_utc + d.periods * interval '30 minutes') FILTER (WHERE n.half_hours = d.periods), max(n.read_at)
FROM api.notification_days n
JOIN windfall.settlement_days d USING (settlement_date)
UNION ALL
SELECT 'system_prices', max(d.day_start_utc + d.periods * interval '30 minutes') FILTER (WHERE p.half_hours = d.periods), max(p.read_at)
FROM windfall.system_price_days p
JOIN windfall.settlement_days d USING (settlement_date);
