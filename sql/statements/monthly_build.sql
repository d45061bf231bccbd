-- The summary of the month that holds the date, from its days; coverage counts the whole calendar month.
-- params: settlement_date date
INSERT INTO windfall.monthly_summaries AS t
  (month, definition, records, farms, half_hours, curtailed_mwh, payment_gbp, replacement_gbp, expected, complete, provisional, revised_at)
SELECT c.month, s.definition, sum(s.records),
       (SELECT count(*) FROM windfall.curtailment_unit_months u WHERE u.month = c.month AND u.definition = s.definition),
       sum(s.half_hours), sum(s.curtailed_mwh), CASE WHEN count(s.payment_gbp) = count(*) THEN sum(s.payment_gbp) END,
       CASE WHEN count(s.replacement_gbp) = count(*) THEN sum(s.replacement_gbp) END,
       c.expected, c.complete, c.provisional, c.revised_at
FROM (SELECT date_trunc('month', $1::date)::date AS month, (date_trunc('month', $1::date) + interval '1 month')::date AS next_month,
             sum(periods) AS expected, sum(complete) AS complete, sum(provisional) AS provisional, max(revised_at) AS revised_at
      FROM windfall.settlement_days
      WHERE settlement_date >= date_trunc('month', $1::date) AND settlement_date < date_trunc('month', $1::date) + interval '1 month') c
JOIN windfall.daily_summaries s ON s.settlement_date >= c.month AND s.settlement_date < c.next_month
GROUP BY c.month, c.next_month, s.definition, c.expected, c.complete, c.provisional, c.revised_at
ON CONFLICT (month, definition) DO UPDATE
SET records = excluded.records, farms = excluded.farms, half_hours = excluded.half_hours, curtailed_mwh = excluded.curtailed_mwh,
    payment_gbp = excluded.payment_gbp, replacement_gbp = excluded.replacement_gbp, expected = excluded.expected,
    complete = excluded.complete, provisional = excluded.provisional, revised_at = excluded.revised_at
WHERE (t.records, t.farms, t.half_hours, t.curtailed_mwh, t.payment_gbp, t.replacement_gbp, t.expected, t.complete, t.provisional,
       t.revised_at)
  IS DISTINCT FROM (excluded.records, excluded.farms, excluded.half_hours, excluded.curtailed_mwh, excluded.payment_gbp,
                    excluded.replacement_gbp, excluded.expected, excluded.complete, excluded.provisional, excluded.revised_at)
