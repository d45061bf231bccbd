-- A version of each unit that differs from its last one at or before the register's date.
-- params: register_date date, units text[], national_grid_ids text[], names text[], fuel_types text[], lead_parties text[], lead_party_ids text[], unit_types text[], gsp_groups text[], capacities_mw numeric[]
INSERT INTO windfall.bm_unit_versions AS v
  (bm_unit, valid_from, national_grid_id, name, fuel_type, lead_party, lead_party_id, unit_type, gsp_group, generation_capacity_mw)
SELECT x.bm_unit, $1::date, x.national_grid_id, x.name, x.fuel_type, x.lead_party, x.lead_party_id, x.unit_type, x.gsp_group,
       x.generation_capacity_mw
FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::numeric[])
       AS x(bm_unit, national_grid_id, name, fuel_type, lead_party, lead_party_id, unit_type, gsp_group, generation_capacity_mw)
LEFT JOIN (SELECT DISTINCT ON (bm_unit) *
           FROM windfall.bm_unit_versions
           WHERE valid_from <= $1::date
           ORDER BY bm_unit, valid_from DESC) l USING (bm_unit)
WHERE l.bm_unit IS NULL
   OR (l.national_grid_id, l.name, l.fuel_type, l.lead_party, l.lead_party_id, l.unit_type, l.gsp_group, l.generation_capacity_mw)
     IS DISTINCT FROM (x.national_grid_id, x.name, x.fuel_type, x.lead_party, x.lead_party_id, x.unit_type, x.gsp_group,
                       x.generation_capacity_mw)
ON CONFLICT (bm_unit, valid_from) DO UPDATE
SET national_grid_id = excluded.national_grid_id, name = excluded.name, fuel_type = excluded.fuel_type,
    lead_party = excluded.lead_party, lead_party_id = excluded.lead_party_id, unit_type = excluded.unit_type,
    gsp_group = excluded.gsp_group, generation_capacity_mw = excluded.generation_capacity_mw
