-- Days of a range that are not settled: a half hour not complete, read too early, or failed at the last reading.
-- params: from date, to date
-- returns: day (days since 1970-01-01)
SELECT d.settlement_date - DATE '1970-01-01'
FROM windfall.settlement_days d
WHERE d.settlement_date BETWEEN $1::date AND $2::date
  AND (d.complete < d.periods OR d.provisional > 0
       OR EXISTS (SELECT FROM windfall.periods p WHERE p.settlement_date = d.settlement_date AND p.failure IS NOT NULL))
ORDER BY 1
