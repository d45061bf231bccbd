-- Each unit's totals of the month that holds the date, from its days; those of units without a day go.
-- params: settlement_date date
WITH parts AS (
  SELECT date_trunc('month', $1::date::timestamp)::date AS month, definition, bm_unit, sum(records) AS records,
         sum(curtailed_mwh) AS curtailed_mwh, CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END AS payment_gbp,
         min(settlement_date) AS first_date, max(settlement_date) AS last_date
  FROM windfall.curtailment_unit_days
  WHERE settlement_date >= date_trunc('month', $1::date) AND settlement_date < date_trunc('month', $1::date) + interval '1 month'
  GROUP BY definition, bm_unit
), gone AS (
  DELETE FROM windfall.curtailment_unit_months
  WHERE month = date_trunc('month', $1::date::timestamp)::date
    AND (definition, bm_unit) NOT IN (SELECT definition, bm_unit FROM parts) -- hashed, where NOT EXISTS would join each with each
)
INSERT INTO windfall.curtailment_unit_months AS t
  (month, definition, bm_unit, records, curtailed_mwh, payment_gbp, first_date, last_date)
SELECT month, definition, bm_unit, records, curtailed_mwh, payment_gbp, first_date, last_date
FROM parts
ON CONFLICT (month, definition, bm_unit) DO UPDATE
SET records = excluded.records, curtailed_mwh = excluded.curtailed_mwh, payment_gbp = excluded.payment_gbp,
    first_date = excluded.first_date, last_date = excluded.last_date
WHERE (t.records, t.curtailed_mwh, t.payment_gbp, t.first_date, t.last_date)
  IS DISTINCT FROM (excluded.records, excluded.curtailed_mwh, excluded.payment_gbp, excluded.first_date, excluded.last_date)
