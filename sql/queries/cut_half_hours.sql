-- Totals of one settlement day by half hour or UTC hour, in any cut or filter. A cut has only groups with records; else each interval is there
-- (with a filter, where the farm or party is known at all), with nulls where nothing is complete. No miner, no Bitcoin; diluted
-- only of the whole fleet, without a cut or filter.
-- plan: anew
-- params: epoch_keys text[], from date, to date, interval text, definition text, miner text, factor numeric, sort text, sign integer
-- params: after_place numeric, after_start timestamptz, limit integer, after_group text, by text, farm text, lead_party text, day date
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), place, start, group, settlement_period, start_utc,
--   farm, farm_name, lead_party, records, curtailed_mwh, payment_gbp, bitcoin_btc, diluted_btc, value_gbp, value_usd,
--   expected, complete, provisional
WITH slots AS (
  SELECT CASE WHEN $4::text = 'hour' THEN date_trunc('hour', h.start_utc, 'UTC') ELSE h.start_utc END AS start,
         min(h.settlement_period) AS settlement_period, count(*) AS expected,
         count(*) FILTER (WHERE p.state = 'complete') AS complete,
         count(*) FILTER (WHERE p.state = 'complete' AND p.provisional) AS provisional
  FROM (SELECT n AS settlement_period, $17::date::timestamp AT TIME ZONE 'Europe/London' + (n - 1) * interval '30 minutes' AS start_utc
        FROM api.days($17::date, $17::date) d, generate_series(1, d.expected) AS n) h
  LEFT JOIN api.periods p ON p.settlement_date = $17::date AND p.settlement_period = h.settlement_period
  GROUP BY 1
), half_hours AS (
  SELECT CASE WHEN $4::text = 'hour' THEN date_trunc('hour', u.start_utc, 'UTC') ELSE u.start_utc END AS start,
         CASE $14::text WHEN 'farm' THEN u.bm_unit WHEN 'lead_party' THEN coalesce(p.lead_party, '') ELSE '' END COLLATE "C" AS grp,
         u.bm_unit, p.name, p.lead_party, u.records, u.curtailed_mwh, u.payment_gbp, b.bitcoin_btc, b.value_gbp, b.value_usd
  FROM api.curtailment_half_hours u
  LEFT JOIN api.bm_unit_parties p
    ON p.bm_unit = u.bm_unit AND p.from_date <= u.settlement_date AND p.before_date > u.settlement_date
  LEFT JOIN api.historical_bitcoin_calculations b
    ON b.settlement_date = $17::date AND b.settlement_period = u.settlement_period AND b.definition = u.definition
    AND b.bm_unit = u.bm_unit AND b.miner = $6::text
  WHERE u.settlement_date = $17::date AND u.definition = $5::text
    AND ($15::text IS NULL OR u.bm_unit = $15::text)
    AND ($16::text IS NULL OR coalesce(p.lead_party, '-') = $16::text)
), groups AS (
  SELECT start, grp, max(bm_unit) AS bm_unit, max(name) AS name, max(lead_party) AS lead_party, sum(records) AS records,
         sum(curtailed_mwh) AS curtailed_mwh,
         CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END AS payment_gbp,
         CASE WHEN count(bitcoin_btc) = count(*) THEN sum(bitcoin_btc) END AS bitcoin_btc,
         CASE WHEN count(value_gbp) = count(*) THEN sum(value_gbp) END AS value_gbp,
         CASE WHEN count(value_usd) = count(*) THEN sum(value_usd) END AS value_usd
  FROM half_hours
  GROUP BY start, grp
), fleet AS (
  SELECT CASE WHEN $4::text = 'hour' THEN date_trunc('hour', f.start_utc, 'UTC') ELSE f.start_utc END AS start,
         sum(f.diluted_btc) AS diluted_btc
  FROM api.bitcoin_half_hours f
  WHERE f.settlement_date = $17::date AND f.definition = $5::text AND f.miner = $6::text
    AND $14::text = 'none' AND coalesce($15::text, $16::text) IS NULL
  GROUP BY 1
), filled AS (
  SELECT s.start, coalesce(g.grp, '') AS grp, s.settlement_period, g.bm_unit, g.name, g.lead_party, s.expected, s.complete, s.provisional,
         coalesce(g.records, z.zero) AS records, coalesce(g.curtailed_mwh, z.zero) AS curtailed_mwh,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.payment_gbp END AS payment_gbp,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.bitcoin_btc END AS bitcoin_btc,
         CASE WHEN g.bitcoin_btc IS NOT NULL THEN f.diluted_btc
              WHEN g.start IS NULL AND coalesce($15::text, $16::text) IS NULL THEN z.zero END AS diluted_btc,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.value_gbp END AS value_gbp,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.value_usd END AS value_usd
  FROM slots s
  CROSS JOIN LATERAL (SELECT CASE WHEN s.complete > 0 THEN 0 END AS zero) z
  LEFT JOIN groups g ON g.start = s.start
  LEFT JOIN fleet f ON f.start = s.start
  WHERE g.start IS NOT NULL
     OR ($14::text = 'none' AND (coalesce($15::text, $16::text) IS NULL
                                 OR EXISTS (SELECT FROM api.bm_unit_parties p
                                            WHERE ($15::text IS NULL OR p.bm_unit = $15::text)
                                              AND ($16::text IS NULL OR coalesce(p.lead_party, '-') = $16::text))))
), placed AS (
  SELECT f.*, coalesce($9::integer * CASE $8::text WHEN 'time' THEN f.settlement_period
                                                   WHEN 'curtailed_mwh' THEN f.curtailed_mwh
                                                   WHEN 'payment_gbp' THEN f.payment_gbp END, 'Infinity'::numeric) AS place
  FROM filled f
), page AS (
  SELECT * FROM placed
  WHERE $10::numeric IS NULL OR (place, start, grp) > ($10::numeric, $11::timestamptz, $13::text)
  ORDER BY place, start, grp
  LIMIT $12::integer
)
SELECT head.*, page.place, api.utc_text(page.start), page.grp, page.settlement_period, api.utc_text(page.start), page.bm_unit, page.name,
       page.lead_party, page.records, page.curtailed_mwh, page.payment_gbp, page.bitcoin_btc * $7::numeric,
       page.diluted_btc, page.value_gbp * $7::numeric, page.value_usd * $7::numeric, page.expected,
       page.complete, page.provisional
FROM api.page_head($1::text[], $2::date, $3::date) head
LEFT JOIN page ON true
ORDER BY page.place, page.start, page.grp
