-- Notifications of half hours that the day does not have, units that are not the sum of their half hours, and days that are not the sum of
-- their units.
-- remedy: backup
SELECT n.settlement_date
FROM windfall.notification_unit_days n
JOIN windfall.settlement_days d USING (settlement_date)
CROSS JOIN LATERAL (SELECT count(mwh) AS half_hours, coalesce(sum(mwh), 0) AS notified_mwh FROM unnest(n.half_hours_mwh) AS mwh) parts
WHERE cardinality(n.half_hours_mwh) > d.periods OR (n.half_hours, n.notified_mwh) <> (parts.half_hours, parts.notified_mwh)
UNION
SELECT total.settlement_date
FROM windfall.notification_days total
CROSS JOIN LATERAL (
  SELECT coalesce(sum(whole.mwh), 0) AS notified_mwh, count(*) AS half_hours
  FROM (SELECT sum(h.mwh) AS mwh
        FROM windfall.notification_unit_days n
        CROSS JOIN LATERAL unnest(n.half_hours_mwh) WITH ORDINALITY AS h (mwh, settlement_period)
        WHERE n.settlement_date = total.settlement_date
        GROUP BY h.settlement_period
        HAVING count(h.mwh) = total.units) whole
) parts
WHERE total.half_hours > parts.half_hours
   OR (total.half_hours = parts.half_hours AND total.notified_mwh <> parts.notified_mwh)
   OR total.units <> (SELECT count(*) FROM windfall.notification_unit_days n WHERE n.settlement_date = total.settlement_date AND n.half_hours > 0)
UNION
SELECT n.settlement_date
FROM windfall.notification_unit_days n
LEFT JOIN windfall.notification_days total USING (settlement_date)
WHERE total.settlement_date IS NULL
