-- One wind unit with its totals of all days and its lead parties, a row a party; no farm: nulls.
-- params: epoch_keys text[], definition text, farm text
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), farm, name, lead_party, lead_party_id, national_grid_id,
--   fuel_type, generation_capacity_mw, first_register, last_register, first_curtailment, last_curtailment, records, curtailed_mwh, payment_gbp,
--   party, party_from, party_to, notified_mwh
SELECT head.*, w.bm_unit, w.name, w.lead_party, w.lead_party_id, w.national_grid_id, w.fuel_type, w.generation_capacity_mw,
       w.first_register, w.last_register, t.first_curtailment, t.last_curtailment, t.records, t.curtailed_mwh, t.payment_gbp, p.lead_party,
       nullif(p.from_date, '-infinity'), nullif(p.before_date, 'infinity') - 1,
       api.unit_notified(w.bm_unit)
FROM api.whole_head($1::text[]) head
LEFT JOIN api.wind_units w ON w.bm_unit = $3::text
LEFT JOIN LATERAL api.unit_totals(w.bm_unit, $2::text, '-infinity', 'infinity') t ON true
LEFT JOIN api.wind_unit_parties p ON p.bm_unit = w.bm_unit
ORDER BY p.from_date
