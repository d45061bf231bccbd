-- A day's summary per definition: zeros are true zeros, so there is none before a half hour is complete.
-- params: settlement_date date
INSERT INTO windfall.daily_summaries AS t
  (settlement_date, definition, records, farms, half_hours, curtailed_mwh, payment_gbp, replacement_gbp)
SELECT s.settlement_date, d.definition, coalesce(sum(u.records), 0), count(u.bm_unit), coalesce(h.half_hours, 0),
       coalesce(sum(u.curtailed_mwh), 0),
       CASE WHEN count(u.payment_gbp) = count(u.bm_unit) THEN coalesce(sum(u.payment_gbp), 0) END,
       CASE WHEN coalesce(r.half_hours, 0) = coalesce(h.half_hours, 0) THEN coalesce(r.replacement_gbp, 0) END
FROM windfall.settlement_days s
CROSS JOIN windfall.curtailment_definitions d
LEFT JOIN (SELECT definition, count(DISTINCT settlement_period) AS half_hours
           FROM windfall.curtailment_half_hours
           WHERE settlement_date = $1::date
           GROUP BY definition) h
  ON h.definition = d.definition
LEFT JOIN (SELECT definition, count(replacement_gbp) AS half_hours, sum(replacement_gbp) AS replacement_gbp
           FROM windfall.replacement_half_hours
           WHERE settlement_date = $1::date
           GROUP BY definition) r
  ON r.definition = d.definition
LEFT JOIN windfall.curtailment_unit_days u ON u.settlement_date = s.settlement_date AND u.definition = d.definition
WHERE s.settlement_date = $1::date AND s.complete > 0
GROUP BY s.settlement_date, d.definition, h.half_hours, r.half_hours, r.replacement_gbp
ON CONFLICT (settlement_date, definition) DO UPDATE
SET records = excluded.records, farms = excluded.farms, half_hours = excluded.half_hours, curtailed_mwh = excluded.curtailed_mwh,
    payment_gbp = excluded.payment_gbp, replacement_gbp = excluded.replacement_gbp
WHERE (t.records, t.farms, t.half_hours, t.curtailed_mwh, t.payment_gbp, t.replacement_gbp)
  IS DISTINCT FROM (excluded.records, excluded.farms, excluded.half_hours, excluded.curtailed_mwh, excluded.payment_gbp,
                    excluded.replacement_gbp)
