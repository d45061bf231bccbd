-- What is known of each day and source, after a day and source. Only stacks can be empty: half hours that were asked for before they were
-- published. Bitcoin's price is that of the UTC date of the same name, 1 of 1; provisional is unknown where a source does not tell.
-- params: epoch_keys text[], from date, to date, source text, after_day date, after_source text, limit integer
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), date, source, expected, complete, provisional, empty, missing
WITH days AS (
  SELECT d.settlement_date, d.expected, d.complete, d.provisional, coalesce(s.empty, 0) AS empty,
         d.settlement_date::timestamp AT TIME ZONE 'Europe/London' AS start_utc
  FROM api.days(coalesce($5::date, $2::date), least($3::date, coalesce($5::date, $2::date) + $7::integer)) d
  LEFT JOIN api.settlement_days s ON s.settlement_date = d.settlement_date
), sources (settlement_date, source, expected, complete, provisional, empty) AS (
  SELECT settlement_date, 'stacks', expected, complete, provisional, empty FROM days
  UNION ALL
  SELECT d.settlement_date, 'wind_generation', d.expected, coalesce(w.half_hours, 0),
         CASE WHEN w.read_at < (w.settlement_date + 2)::timestamp AT TIME ZONE 'Europe/London' THEN w.half_hours ELSE 0 END, 0
  FROM days d
  LEFT JOIN api.wind_generation_days w ON w.settlement_date = d.settlement_date
  UNION ALL
  SELECT d.settlement_date, 'notifications', d.expected, coalesce(n.half_hours, 0), NULL, 0
  FROM days d
  LEFT JOIN api.notification_days n ON n.settlement_date = d.settlement_date
  UNION ALL
  SELECT d.settlement_date, 'system_prices', d.expected, coalesce(p.half_hours, 0), NULL, 0
  FROM days d
  LEFT JOIN api.system_price_days p ON p.settlement_date = d.settlement_date
  UNION ALL
  SELECT d.settlement_date, 'prices', 1, (p.price_gbp IS NOT NULL)::integer, NULL, 0
  FROM days d
  LEFT JOIN api.bitcoin_prices p ON p.price_date = d.settlement_date
  UNION ALL
  SELECT d.settlement_date, 'difficulty', d.expected,
         coalesce((SELECT count(*)
                   FROM generate_series(0, d.expected - 1) AS n,
                        (SELECT known_through FROM api.reference_series WHERE series = 'difficulty') r,
                        (SELECT min(start_utc) AS start_utc FROM api.difficulty_epochs) e
                   WHERE d.start_utc + n * interval '30 minutes' BETWEEN e.start_utc AND r.known_through), 0), NULL, 0
  FROM days d
)
SELECT head.*, c.settlement_date, c.source, c.expected, c.complete, c.provisional, c.empty, c.expected - c.complete - c.empty
FROM api.page_head($1::text[], $2::date, $3::date) head
LEFT JOIN LATERAL (
  SELECT * FROM sources s
  WHERE s.source = coalesce($4::text, s.source)
    AND ($5::date IS NULL OR (s.settlement_date, s.source COLLATE "C") > ($5::date, $6::text))
  ORDER BY s.settlement_date, s.source COLLATE "C"
  LIMIT $7::integer
) c ON true
ORDER BY c.settlement_date, c.source COLLATE "C"
