-- UTC dates of ingested days that have no price although they are over.
-- returns: day (days since 1970-01-01)
SELECT DISTINCT d.day - DATE '1970-01-01'
FROM windfall.settlement_days s
CROSS JOIN LATERAL (VALUES ((s.day_start_utc AT TIME ZONE 'UTC')::date), (s.settlement_date)) AS d(day)
WHERE s.complete > 0 AND d.day < (now() AT TIME ZONE 'UTC')::date
  AND NOT EXISTS (SELECT FROM windfall.bitcoin_prices p WHERE p.price_date = d.day AND p.price_gbp IS NOT NULL)
ORDER BY 1
