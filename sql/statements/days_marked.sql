-- Each day that was ever asked for, with a mark: # complete, + complete and provisional, ! with failed half hours, - in part, . nothing.
-- returns: day (days since 1970-01-01), mark
SELECT d.settlement_date - DATE '1970-01-01',
       CASE WHEN EXISTS (SELECT FROM windfall.periods p WHERE p.settlement_date = d.settlement_date AND p.failure IS NOT NULL) THEN '!' WHEN d.complete = d.periods AND d.provisional = 0 THEN '#' WHEN d.complete = d.periods THEN '+'
            WHEN d.complete > 0 THEN '-' ELSE '.' END
FROM windfall.settlement_days d
WHERE d.complete > 0 OR EXISTS (SELECT FROM windfall.periods p WHERE p.settlement_date = d.settlement_date)
ORDER BY d.settlement_date
