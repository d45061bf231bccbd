-- Days of a range with at least one complete half hour.
-- params: from date, to date
-- returns: day (days since 1970-01-01)
SELECT settlement_date - DATE '1970-01-01'
FROM windfall.settlement_days
WHERE settlement_date BETWEEN $1::date AND $2::date AND complete > 0
ORDER BY 1
