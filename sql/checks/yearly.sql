-- Yearly summaries that are not the sums of their days, or whose coverage is not the calendar's.
-- remedy: year
WITH farms AS (
  SELECT date_trunc('year', settlement_date)::date AS year, definition, count(DISTINCT bm_unit) AS farms
  FROM windfall.curtailment_unit_days
  GROUP BY 1, 2
), coverage AS (
  SELECT date_trunc('year', settlement_date)::date AS year, sum(periods) AS expected, sum(complete) AS complete, sum(provisional) AS provisional
  FROM windfall.settlement_days
  GROUP BY 1
), parts AS (
  SELECT date_trunc('year', settlement_date)::date AS year, definition, sum(records) AS records, sum(half_hours) AS half_hours,
         sum(curtailed_mwh) AS curtailed_mwh, CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END AS payment_gbp,
         CASE WHEN count(replacement_gbp) = count(*) THEN sum(replacement_gbp) END AS replacement_gbp
  FROM windfall.daily_summaries
  GROUP BY 1, 2
)
SELECT year, definition
FROM parts
JOIN coverage USING (year)
LEFT JOIN farms USING (year, definition)
FULL JOIN windfall.yearly_summaries total USING (year, definition)
WHERE (parts.records, coalesce(farms.farms, 0), parts.half_hours, parts.curtailed_mwh, parts.payment_gbp, parts.replacement_gbp,
       coverage.expected, coverage.complete, coverage.provisional)
  IS DISTINCT FROM (total.records, total.farms, total.half_hours, total.curtailed_mwh, total.payment_gbp, total.replacement_gbp,
                    total.expected, total.complete, total.provisional)
