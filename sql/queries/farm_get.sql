-- One wind unit with its totals of all days and its lead parties, a row a party (one after the other the same is one); no farm: nulls.
-- params: epoch_keys text[], definition text, farm text
-- returns: epoch, data_source, farm, name, lead_party, lead_party_id, national_grid_id, fuel_type, generation_capacity_mw, first_register,
--   last_register, first_curtailment, last_curtailment, curtailed_mwh, payment_gbp, party, party_from, party_to
SELECT api.epochs_text($1::text[]), (SELECT i.data_source FROM api.instance i), w.bm_unit, w.name, w.lead_party, w.lead_party_id,
       w.national_grid_id, w.fuel_type, w.generation_capacity_mw, w.first_register, w.last_register, t.first_curtailment,
       t.last_curtailment, t.curtailed_mwh, t.payment_gbp, p.lead_party, nullif(p.from_date, '-infinity'), nullif(p.last_date, 'infinity')
FROM (VALUES (1)) AS always (one)
LEFT JOIN api.wind_units w ON w.bm_unit = $3::text
LEFT JOIN LATERAL (
  SELECT min(u.settlement_date) AS first_curtailment, max(u.settlement_date) AS last_curtailment, sum(u.curtailed_mwh) AS curtailed_mwh,
         CASE WHEN count(u.payment_gbp) = count(*) THEN sum(u.payment_gbp) END AS payment_gbp
  FROM api.curtailment_unit_days u
  WHERE u.bm_unit = w.bm_unit AND u.definition = $2::text
) t ON true
LEFT JOIN LATERAL (
  SELECT v.lead_party, v.from_date,
         CASE WHEN lead(v.from_date) OVER o IS NULL THEN 'infinity'::date ELSE lead(v.from_date) OVER o - 1 END AS last_date
  FROM (SELECT q.*, q.lead_party IS DISTINCT FROM lag(q.lead_party) OVER (ORDER BY q.from_date) OR q.from_date = '-infinity' AS changes
        FROM api.bm_unit_parties q
        WHERE q.bm_unit = w.bm_unit) v
  WHERE v.changes
  WINDOW o AS (ORDER BY v.from_date)
) p ON true
ORDER BY p.from_date
