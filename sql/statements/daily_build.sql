-- A day's summary per definition: zeros are true zeros, so there is none before a half hour is complete.
-- params: settlement_date date
INSERT INTO windfall.daily_summaries AS t (settlement_date, definition, records, farms, half_hours, curtailed_mwh, payment_gbp)
SELECT s.settlement_date, d.definition, coalesce(sum(u.records), 0), count(u.bm_unit),
       (SELECT count(DISTINCT h.settlement_period)
        FROM windfall.curtailment_half_hours h
        WHERE h.settlement_date = $1::date AND h.definition = d.definition),
       coalesce(sum(u.curtailed_mwh), 0),
       CASE WHEN count(u.payment_gbp) = count(u.bm_unit) THEN coalesce(sum(u.payment_gbp), 0) END
FROM windfall.settlement_days s
CROSS JOIN windfall.curtailment_definitions d
LEFT JOIN windfall.curtailment_unit_days u ON u.settlement_date = s.settlement_date AND u.definition = d.definition
WHERE s.settlement_date = $1::date AND s.complete > 0
GROUP BY s.settlement_date, d.definition
ON CONFLICT (settlement_date, definition) DO UPDATE
SET records = excluded.records, farms = excluded.farms, half_hours = excluded.half_hours, curtailed_mwh = excluded.curtailed_mwh,
    payment_gbp = excluded.payment_gbp
WHERE (t.records, t.farms, t.half_hours, t.curtailed_mwh, t.payment_gbp)
  IS DISTINCT FROM (excluded.records, excluded.farms, excluded.half_hours, excluded.curtailed_mwh, excluded.payment_gbp)
