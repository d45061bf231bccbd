-- UTC dates of ingested days that have no price in a currency although they are over.
-- params: currency text
-- returns: day (days since 1970-01-01)
SELECT DISTINCT d.day - DATE '1970-01-01'
FROM windfall.settlement_days s
CROSS JOIN LATERAL (VALUES ((s.day_start_utc AT TIME ZONE 'UTC')::date), (s.settlement_date)) AS d(day)
LEFT JOIN windfall.bitcoin_prices p ON p.price_date = d.day
WHERE s.complete > 0 AND d.day < (now() AT TIME ZONE 'UTC')::date AND CASE $1 WHEN 'GBP' THEN p.price_gbp ELSE p.price_usd END IS NULL
ORDER BY 1
