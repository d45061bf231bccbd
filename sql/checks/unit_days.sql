-- Unit-days that are not the sums of their half hours.
SELECT settlement_date, definition, bm_unit
FROM (SELECT settlement_date, definition, bm_unit, sum(records) AS records, count(*) AS half_hours, sum(curtailed_mwh) AS curtailed_mwh,
             CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END AS payment_gbp
      FROM windfall.curtailment_half_hours
      GROUP BY 1, 2, 3) parts
FULL JOIN windfall.curtailment_unit_days total USING (settlement_date, definition, bm_unit)
WHERE (parts.records, parts.half_hours, parts.curtailed_mwh, parts.payment_gbp)
  IS DISTINCT FROM (total.records, total.half_hours, total.curtailed_mwh, total.payment_gbp)
