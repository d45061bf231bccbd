-- Each day that was ever asked for, with a mark: # complete, + complete and provisional, ! with failed half hours, - in part, . nothing.
-- returns: day (days since 1970-01-01), mark
SELECT d.settlement_date - DATE '1970-01-01',
       CASE WHEN p.failed > 0 THEN '!' WHEN d.complete = d.periods AND d.provisional = 0 THEN '#' WHEN d.complete = d.periods THEN '+'
            WHEN d.complete > 0 THEN '-' ELSE '.' END
FROM windfall.settlement_days d
JOIN (SELECT settlement_date, count(failure) AS failed FROM windfall.periods GROUP BY settlement_date) p USING (settlement_date)
ORDER BY d.settlement_date
