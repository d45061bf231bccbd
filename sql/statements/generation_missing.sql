-- Days of a range with a complete half hour, of which the wind output is not known in full.
-- params: from date, to date
-- returns: day (days since 1970-01-01)
SELECT d.settlement_date - DATE '1970-01-01'
FROM windfall.settlement_days d
LEFT JOIN windfall.wind_generation_days w USING (settlement_date)
WHERE d.settlement_date BETWEEN $1::date AND $2::date AND d.complete > 0 AND w.half_hours IS DISTINCT FROM d.periods
ORDER BY 1
