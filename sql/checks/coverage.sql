-- Days whose coverage is not that of their periods.
-- remedy: backup
SELECT settlement_date
FROM (SELECT s.settlement_date, count(p.state) FILTER (WHERE p.state = 'complete') AS complete,
             count(p.state) FILTER (WHERE p.state = 'complete' AND p.provisional) AS provisional,
             count(p.state) FILTER (WHERE p.state = 'empty') AS empty
      FROM windfall.settlement_days s
      LEFT JOIN windfall.periods p USING (settlement_date)
      GROUP BY 1) parts
JOIN windfall.settlement_days total USING (settlement_date)
WHERE (parts.complete, parts.provisional, parts.empty) IS DISTINCT FROM (total.complete, total.provisional, total.empty)
