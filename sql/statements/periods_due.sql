-- Half hours of a range that are over and not complete, that failed, or that are provisional and were read before a moment; and, where asked for,
-- period 0 of days that are over and lack wind output, notifications or system prices.
-- params: from date, to date, read_before timestamptz, extras boolean
-- returns: day (days since 1970-01-01), settlement_period
SELECT d.settlement_date - DATE '1970-01-01', n
FROM windfall.settlement_days d
CROSS JOIN LATERAL generate_series(1, d.periods) AS n
LEFT JOIN windfall.periods p ON p.settlement_date = d.settlement_date AND p.settlement_period = n AND p.settlement_date BETWEEN $1::date AND $2::date
WHERE d.settlement_date BETWEEN $1::date AND $2::date AND d.day_start_utc + n * interval '30 minutes' <= now()
  AND (p.state IS DISTINCT FROM 'complete' OR p.failure IS NOT NULL OR (p.provisional AND p.fetched_at < $3::timestamptz))
UNION ALL
SELECT d.settlement_date - DATE '1970-01-01', 0
FROM windfall.settlement_days d
LEFT JOIN windfall.wind_generation_days w ON w.settlement_date = d.settlement_date AND w.settlement_date BETWEEN $1::date AND $2::date
LEFT JOIN windfall.notification_days n ON n.settlement_date = d.settlement_date AND n.settlement_date BETWEEN $1::date AND $2::date
LEFT JOIN windfall.system_price_days p ON p.settlement_date = d.settlement_date AND p.settlement_date BETWEEN $1::date AND $2::date
WHERE $4::boolean AND d.settlement_date BETWEEN $1::date AND $2::date AND d.complete > 0
  AND d.day_start_utc + d.periods * interval '30 minutes' <= now()
  AND (w.half_hours IS DISTINCT FROM d.periods OR n.half_hours IS DISTINCT FROM d.periods OR n.unread > 0
       OR p.half_hours IS DISTINCT FROM d.periods)
ORDER BY 1, 2
