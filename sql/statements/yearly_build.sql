-- The summary of the year that holds the date, from its months; farms are counted once, coverage is of the whole calendar year.
-- params: settlement_date date
INSERT INTO windfall.yearly_summaries AS t
  (year, definition, records, farms, half_hours, curtailed_mwh, payment_gbp, replacement_gbp, expected, complete, provisional, revised_at)
SELECT c.year, s.definition, sum(s.records),
       (SELECT count(DISTINCT u.bm_unit)
        FROM windfall.curtailment_unit_months u
        WHERE u.month >= c.year AND u.month < c.next_year AND u.definition = s.definition),
       sum(s.half_hours), sum(s.curtailed_mwh), CASE WHEN count(s.payment_gbp) = count(*) THEN sum(s.payment_gbp) END,
       CASE WHEN count(s.replacement_gbp) = count(*) THEN sum(s.replacement_gbp) END,
       c.expected, c.complete, c.provisional, c.revised_at
FROM (SELECT date_trunc('year', $1::date)::date AS year, (date_trunc('year', $1::date) + interval '1 year')::date AS next_year,
             sum(periods) AS expected, sum(complete) AS complete, sum(provisional) AS provisional, max(revised_at) AS revised_at
      FROM windfall.settlement_days
      WHERE settlement_date >= date_trunc('year', $1::date) AND settlement_date < date_trunc('year', $1::date) + interval '1 year') c
JOIN windfall.monthly_summaries s ON s.month >= c.year AND s.month < c.next_year
GROUP BY c.year, c.next_year, s.definition, c.expected, c.complete, c.provisional, c.revised_at
ON CONFLICT (year, definition) DO UPDATE
SET records = excluded.records, farms = excluded.farms, half_hours = excluded.half_hours, curtailed_mwh = excluded.curtailed_mwh,
    payment_gbp = excluded.payment_gbp, replacement_gbp = excluded.replacement_gbp, expected = excluded.expected,
    complete = excluded.complete, provisional = excluded.provisional, revised_at = excluded.revised_at
WHERE (t.records, t.farms, t.half_hours, t.curtailed_mwh, t.payment_gbp, t.replacement_gbp, t.expected, t.complete, t.provisional,
       t.revised_at)
  IS DISTINCT FROM (excluded.records, excluded.farms, excluded.half_hours, excluded.curtailed_mwh, excluded.payment_gbp,
                    excluded.replacement_gbp, excluded.expected, excluded.complete, excluded.provisional, excluded.revised_at)
