-- Wind units after an id, whose id, name, party or National Grid id holds a text, each with its totals of all days.
-- params: epoch_keys text[], definition text, contains text, after text, limit integer
-- returns: epoch, data_source, farm, name, lead_party, lead_party_id, national_grid_id, fuel_type, generation_capacity_mw, first_register,
--   last_register, first_curtailment, last_curtailment, curtailed_mwh, payment_gbp
SELECT api.epochs_text($1::text[]), (SELECT i.data_source FROM api.instance i), f.*, t.first_curtailment, t.last_curtailment, t.curtailed_mwh,
       t.payment_gbp
FROM (VALUES (1)) AS always (one)
LEFT JOIN LATERAL (
  SELECT w.bm_unit, w.name, w.lead_party, w.lead_party_id, w.national_grid_id, w.fuel_type, w.generation_capacity_mw,
         w.first_register, w.last_register
  FROM api.wind_units w
  WHERE w.bm_unit COLLATE "C" > coalesce($4::text, '')
    AND ($3::text IS NULL OR strpos(lower(concat_ws(chr(10), w.bm_unit, w.name, w.lead_party, w.national_grid_id)), lower($3::text)) > 0)
  ORDER BY w.bm_unit COLLATE "C"
  LIMIT $5::integer
) f ON true
LEFT JOIN LATERAL (
  SELECT min(u.settlement_date) AS first_curtailment, max(u.settlement_date) AS last_curtailment, sum(u.curtailed_mwh) AS curtailed_mwh,
         CASE WHEN count(u.payment_gbp) = count(*) THEN sum(u.payment_gbp) END AS payment_gbp
  FROM api.curtailment_unit_days u
  WHERE u.bm_unit = f.bm_unit AND u.definition = $2::text
) t ON true
ORDER BY f.bm_unit COLLATE "C"
