-- One lead party ('' the units without one): a row a unit and time it was the party's, with that time's totals; no party: nulls.
-- params: epoch_keys text[], definition text, lead_party text
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), group, lead_party, farms, generation_capacity_mw,
--   first_curtailment, last_curtailment, records, curtailed_mwh, payment_gbp, farm, name, generation_capacity_mw, from, to,
--   first_curtailment, last_curtailment, records, curtailed_mwh, payment_gbp
WITH stays AS (
  SELECT p.bm_unit, w.name, w.generation_capacity_mw, p.from_date, p.before_date, t.*
  FROM api.wind_unit_parties p
  JOIN api.wind_units w ON w.bm_unit = p.bm_unit
  CROSS JOIN LATERAL api.unit_totals(p.bm_unit, $2::text, p.from_date, p.before_date) t
  WHERE coalesce(p.lead_party, '') = $3::text
), whole AS (
  SELECT count(DISTINCT bm_unit) AS farms,
         CASE WHEN bool_and(generation_capacity_mw IS NOT NULL OR before_date < 'infinity')
              THEN coalesce(sum(generation_capacity_mw) FILTER (WHERE before_date = 'infinity'), 0) END AS generation_capacity_mw,
         min(first_curtailment) AS first_curtailment, max(last_curtailment) AS last_curtailment, sum(records) AS records,
         sum(curtailed_mwh) AS curtailed_mwh, CASE WHEN count(payment_gbp) = count(records) THEN sum(payment_gbp) END AS payment_gbp
  FROM stays
)
SELECT head.*, $3::text, nullif($3::text, ''), w.*, s.bm_unit, s.name, s.generation_capacity_mw, nullif(s.from_date, '-infinity'),
       nullif(s.before_date, 'infinity') - 1, s.first_curtailment, s.last_curtailment, s.records, s.curtailed_mwh,
       s.payment_gbp
FROM api.whole_head($1::text[]) head
CROSS JOIN whole w
LEFT JOIN stays s ON true
ORDER BY s.bm_unit COLLATE "C", s.from_date
