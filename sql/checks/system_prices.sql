-- Days whose count of system prices is not that of their half hours.
-- remedy: backup
SELECT settlement_date
FROM (SELECT settlement_date, count(*) AS half_hours FROM windfall.system_prices GROUP BY 1) parts
FULL JOIN windfall.system_price_days total USING (settlement_date)
WHERE coalesce(parts.half_hours, 0) IS DISTINCT FROM total.half_hours
