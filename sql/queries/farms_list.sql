-- Wind units after an id, whose id, name, party or National Grid id holds a text, each with its totals of all days.
-- params: epoch_keys text[], definition text, contains text, after text, limit integer
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), farm, name, lead_party, lead_party_id, national_grid_id,
--   fuel_type, generation_capacity_mw, first_register, last_register, first_curtailment, last_curtailment, records, curtailed_mwh, payment_gbp
SELECT head.*, f.*, t.first_curtailment, t.last_curtailment, t.records, t.curtailed_mwh, t.payment_gbp
FROM api.whole_head($1::text[]) head
LEFT JOIN LATERAL (
  SELECT w.bm_unit, w.name, w.lead_party, w.lead_party_id, w.national_grid_id, w.fuel_type, w.generation_capacity_mw,
         w.first_register, w.last_register
  FROM api.wind_units w
  WHERE w.bm_unit COLLATE "C" > coalesce($4::text, '')
    AND ($3::text IS NULL OR strpos(lower(concat_ws(chr(10), w.bm_unit, w.name, w.lead_party, w.national_grid_id)), lower($3::text)) > 0)
  ORDER BY w.bm_unit COLLATE "C"
  LIMIT $5::integer
) f ON true
LEFT JOIN LATERAL api.unit_totals(f.bm_unit, $2::text, '-infinity', 'infinity') t ON true
ORDER BY f.bm_unit COLLATE "C"
