-- A day's totals per definition and unit.
-- params: settlement_date date
INSERT INTO windfall.curtailment_unit_days AS t
  (settlement_date, definition, bm_unit, records, half_hours, curtailed_mwh, payment_gbp)
SELECT settlement_date, definition, bm_unit, sum(records), count(*), sum(curtailed_mwh),
       CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END
FROM windfall.curtailment_half_hours
WHERE settlement_date = $1::date
GROUP BY settlement_date, definition, bm_unit
ON CONFLICT (settlement_date, definition, bm_unit) DO UPDATE
SET records = excluded.records, half_hours = excluded.half_hours, curtailed_mwh = excluded.curtailed_mwh,
    payment_gbp = excluded.payment_gbp
WHERE (t.records, t.half_hours, t.curtailed_mwh, t.payment_gbp)
  IS DISTINCT FROM (excluded.records, excluded.half_hours, excluded.curtailed_mwh, excluded.payment_gbp)
