-- The coverage of a day from its half hours; called where a figure of the day changed.
-- params: settlement_date date
UPDATE windfall.settlement_days d
SET complete = p.complete, provisional = p.provisional, empty = p.empty, revised_at = now()
FROM (SELECT count(*) FILTER (WHERE state = 'complete') AS complete,
             count(*) FILTER (WHERE state = 'complete' AND provisional) AS provisional,
             count(*) FILTER (WHERE state = 'empty') AS empty
      FROM windfall.periods
      WHERE settlement_date = $1::date) p
WHERE d.settlement_date = $1::date
