-- Units' months that are not the sums of their days.
-- remedy: month
SELECT month, definition, bm_unit
FROM (SELECT date_trunc('month', settlement_date::timestamp)::date AS month, definition, bm_unit, sum(records) AS records,
             sum(curtailed_mwh) AS curtailed_mwh, CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END AS payment_gbp,
             min(settlement_date) AS first_date, max(settlement_date) AS last_date
      FROM windfall.curtailment_unit_days
      GROUP BY 1, 2, 3) parts
FULL JOIN windfall.curtailment_unit_months total USING (month, definition, bm_unit)
WHERE (parts.records, parts.curtailed_mwh, parts.payment_gbp, parts.first_date, parts.last_date)
  IS DISTINCT FROM (total.records, total.curtailed_mwh, total.payment_gbp, total.first_date, total.last_date)
