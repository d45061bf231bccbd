-- Half hours of a range that are over and not complete, that failed, or that are provisional and were read before a moment.
-- params: from date, to date, read_before timestamptz
-- returns: day (days since 1970-01-01), settlement_period
SELECT d.settlement_date - DATE '1970-01-01', n
FROM windfall.settlement_days d
CROSS JOIN LATERAL generate_series(1, d.periods) AS n
LEFT JOIN windfall.periods p ON p.settlement_date = d.settlement_date AND p.settlement_period = n AND p.settlement_date BETWEEN $1::date AND $2::date
WHERE d.settlement_date BETWEEN $1::date AND $2::date AND d.day_start_utc + n * interval '30 minutes' <= now()
  AND (p.state IS DISTINCT FROM 'complete' OR p.failure IS NOT NULL OR (p.provisional AND p.fetched_at < $3::timestamptz))
ORDER BY 1, 2
