-- Days of a range that are over and have a complete half hour, of which the notifications are not known in full.
-- params: from date, to date
-- returns: day (days since 1970-01-01)
SELECT d.settlement_date - DATE '1970-01-01'
FROM windfall.settlement_days d
LEFT JOIN windfall.notification_days n USING (settlement_date)
WHERE d.settlement_date BETWEEN $1::date AND $2::date AND d.complete > 0
  AND d.day_start_utc + d.periods * interval '30 minutes' <= now()
  AND (n.half_hours IS DISTINCT FROM d.periods OR n.unread > 0)
ORDER BY 1
