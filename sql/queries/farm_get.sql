-- One wind unit with its totals of all days and its lead parties, a row a party; no farm: nulls. What it notified, and what of that was curtailed,
-- is of its first day of notifications to the last that any has: those of today are not read before it is over.
-- params: epoch_keys text[], definition text, farm text
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), farm, name, lead_party, lead_party_id, national_grid_id,
--   fuel_type, generation_capacity_mw, first_register, last_register, first_curtailment, last_curtailment, records, curtailed_mwh, payment_gbp,
--   party, party_from, party_to, notified_mwh, curtailed_of_notified_mwh
SELECT head.*, w.bm_unit, w.name, w.lead_party, w.lead_party_id, w.national_grid_id, w.fuel_type, w.generation_capacity_mw,
       w.first_register, w.last_register, t.first_curtailment, t.last_curtailment, t.records, t.curtailed_mwh, t.payment_gbp, p.lead_party,
       nullif(p.from_date, '-infinity'), nullif(p.before_date, 'infinity') - 1,
       notified.mwh, CASE WHEN notified.whole THEN c.curtailed_mwh END
FROM api.whole_head($1::text[]) head
LEFT JOIN api.wind_units w ON w.bm_unit = $3::text
LEFT JOIN LATERAL api.unit_totals(w.bm_unit, $2::text, '-infinity', 'infinity') t ON true
LEFT JOIN LATERAL (
  SELECT min(n.settlement_date) AS first, (SELECT max(k.settlement_date) FROM api.notification_days k WHERE k.half_hours > 0) AS last
  FROM api.notification_unit_days n
  WHERE n.bm_unit = w.bm_unit
) days ON true
LEFT JOIN LATERAL (
  SELECT CASE WHEN bool_and(n.half_hours = d.periods
                            OR (n.half_hours = 0 AND NOT EXISTS (SELECT
                                                                 FROM api.curtailment_unit_days k
                                                                 WHERE k.settlement_date = d.settlement_date AND k.definition = 'all_bids'
                                                                   AND k.bm_unit = n.bm_unit)))
                   AND count(n.bm_unit) = count(*)
              THEN sum(n.notified_mwh) END AS mwh,
         bool_and(d.complete = d.periods) AS whole
  FROM api.settlement_days d
  LEFT JOIN api.notification_unit_days n ON n.settlement_date = d.settlement_date AND n.bm_unit = w.bm_unit
  WHERE d.complete > 0 AND d.settlement_date BETWEEN days.first AND days.last
) notified ON true
LEFT JOIN LATERAL api.unit_totals(w.bm_unit, $2::text, days.first, days.last + 1) c ON true
LEFT JOIN api.wind_unit_parties p ON p.bm_unit = w.bm_unit
ORDER BY p.from_date
