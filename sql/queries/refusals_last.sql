-- The replies that were refused last, and whether what they should have held is there by now: of a half hour, or (period 0) of the day.
-- returns: path, reason, detail, times, refused_at, mended
SELECT r.path, r.reason, r.detail, r.times, api.utc_text(r.refused_at),
       CASE WHEN r.settlement_period > 0 THEN p.failure IS NULL ELSE coalesce(of_day.half_hours = d.periods, false) END
FROM api.refusals r
JOIN api.settlement_days d ON d.settlement_date = r.settlement_date
LEFT JOIN api.periods p ON p.settlement_date = r.settlement_date AND p.settlement_period = r.settlement_period
LEFT JOIN LATERAL (
  SELECT w.half_hours FROM api.wind_generation_days w WHERE w.settlement_date = r.settlement_date AND r.path LIKE '%/wind-and-solar?%'
  UNION ALL
  SELECT s.half_hours FROM api.system_price_days s WHERE s.settlement_date = r.settlement_date AND r.path LIKE '%/system-prices/%'
  UNION ALL
  SELECT n.half_hours FROM api.notification_days n WHERE n.settlement_date = r.settlement_date AND r.path LIKE '%/datasets/PN/%'
) of_day ON r.settlement_period = 0
ORDER BY r.refused_at DESC, r.path
LIMIT 10
