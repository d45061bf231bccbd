-- What each definition counts of these half hours' records, per unit.
-- params: settlement_date date, periods smallint[]
INSERT INTO windfall.curtailment_half_hours
  (settlement_date, settlement_period, start_utc, definition, bm_unit, records, curtailed_mwh, payment_gbp)
SELECT r.settlement_date, r.settlement_period, r.start_utc, d.definition, r.bm_unit, count(*), -sum(r.volume_mwh),
       CASE WHEN count(r.payment_gbp) = count(*) THEN sum(r.payment_gbp) END
FROM windfall.curtailment_records r
JOIN windfall.curtailment_definitions d ON r.so_flag OR NOT d.so_flagged_only
WHERE r.settlement_date = $1::date AND r.settlement_period = ANY ($2::smallint[])
GROUP BY r.settlement_date, r.settlement_period, r.start_utc, d.definition, r.bm_unit
