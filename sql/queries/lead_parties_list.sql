-- Lead parties of wind units after a name, that hold a text, each with its totals of all days: of its units, while they were its own. Units
-- without a party are a group of their own, named '' in the order.
-- params: epoch_keys text[], definition text, contains text, after text, limit integer
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), group, lead_party, farms, generation_capacity_mw,
--   first_curtailment, last_curtailment, records, curtailed_mwh, payment_gbp
WITH page AS (
  SELECT coalesce(p.lead_party, '') COLLATE "C" AS grp, count(DISTINCT p.bm_unit) AS farms,
         CASE WHEN count(w.generation_capacity_mw) = count(w.bm_unit) THEN coalesce(sum(w.generation_capacity_mw), 0) END
           AS generation_capacity_mw
  FROM api.wind_unit_parties p
  LEFT JOIN api.wind_units w ON w.bm_unit = p.bm_unit AND p.before_date = 'infinity'
  WHERE ($4::text IS NULL OR coalesce(p.lead_party, '') COLLATE "C" > $4::text)
    AND ($3::text IS NULL OR strpos(lower(p.lead_party), lower($3::text)) > 0)
  GROUP BY 1
  ORDER BY 1
  LIMIT $5::integer
), totals AS (
  SELECT coalesce(p.lead_party, '') COLLATE "C" AS grp, min(u.first_curtailment) AS first_curtailment,
         max(u.last_curtailment) AS last_curtailment, sum(u.records) AS records, sum(u.curtailed_mwh) AS curtailed_mwh,
         CASE WHEN count(u.payment_gbp) = count(u.records) THEN sum(u.payment_gbp) END AS payment_gbp
  FROM api.wind_unit_parties p
  CROSS JOIN LATERAL api.unit_totals(p.bm_unit, $2::text, p.from_date, p.before_date) u
  WHERE coalesce(p.lead_party, '') COLLATE "C" IN (SELECT grp FROM page)
  GROUP BY 1
)
SELECT head.*, page.grp, nullif(page.grp, ''), page.farms, page.generation_capacity_mw, t.first_curtailment, t.last_curtailment, t.records,
       t.curtailed_mwh, t.payment_gbp
FROM api.whole_head($1::text[]) head
LEFT JOIN page ON true
LEFT JOIN totals t ON t.grp = page.grp
ORDER BY page.grp
