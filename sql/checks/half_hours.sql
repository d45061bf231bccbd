-- Half hours that are not what their definition counts of the records.
-- remedy: backup
SELECT settlement_date, settlement_period, definition, bm_unit
FROM (SELECT r.settlement_date, r.settlement_period, d.definition, r.bm_unit, count(*) AS records, -sum(r.volume_mwh) AS curtailed_mwh,
             CASE WHEN count(r.payment_gbp) = count(*) THEN sum(r.payment_gbp) END AS payment_gbp
      FROM windfall.curtailment_records r
      JOIN windfall.curtailment_definitions d ON r.so_flag IS TRUE OR NOT d.so_flagged_only
      GROUP BY 1, 2, 3, 4) parts
FULL JOIN windfall.curtailment_half_hours total USING (settlement_date, settlement_period, definition, bm_unit)
WHERE (parts.records, parts.curtailed_mwh, parts.payment_gbp)
  IS DISTINCT FROM (total.records, total.curtailed_mwh, total.payment_gbp)
