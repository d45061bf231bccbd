-- Days of a range that have the notifications of every half hour and wind unit.
-- params: from date, to date
-- returns: day (days since 1970-01-01)
SELECT settlement_date - DATE '1970-01-01'
FROM windfall.notification_days
JOIN windfall.settlement_days USING (settlement_date)
WHERE settlement_date BETWEEN $1::date AND $2::date AND unread = 0 AND half_hours = periods
ORDER BY 1
