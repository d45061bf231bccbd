-- Days whose count of system prices, or whose control totals, are not those of their half hours.
-- remedy: backup
SELECT settlement_date
FROM (SELECT DISTINCT settlement_date FROM windfall.system_prices) day
FULL JOIN windfall.system_price_days total USING (settlement_date)
CROSS JOIN LATERAL windfall.control_day(settlement_date) parts
WHERE (total.half_hours, total.compared, total.differing, total.accepted_mwh, total.stack_mwh, total.worst_period, total.worst_mwh)
      IS DISTINCT FROM
      (parts.half_hours, parts.compared, parts.differing, parts.accepted_mwh, parts.stack_mwh, parts.worst_period, parts.worst_mwh)
