-- Totals by day, month or year, cut or filtered by farm or lead party, from the totals a unit and day. A cut has only groups with records; a
-- filter alone has each interval, where the farm or party is known at all. A farm's name and party are those of its last day in the interval. Only
-- the whole fleet dilutes, so a part of it has no diluted Bitcoin.
-- plan: anew
-- params: epoch_keys text[], from date, to date, interval text, definition text, miner text, factor numeric, sort text, sign integer
-- params: after_place numeric, after_start date, limit integer, after_group text, by text, farm text, lead_party text
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), place, start, group, settlement_period, start_utc,
--   farm, farm_name, lead_party, records, curtailed_mwh, payment_gbp, bitcoin_btc, diluted_btc, value_gbp, value_usd,
--   expected, complete, provisional
WITH intervals AS (
  SELECT date_trunc($4::text, d.settlement_date::timestamp)::date AS start, sum(d.expected) AS expected, sum(d.complete) AS complete,
         sum(d.provisional) AS provisional
  FROM api.days($2::date, $3::date) d
  GROUP BY 1
), bitcoin AS MATERIALIZED ( -- read once by its key: an index probe for each unit and day costs four times as much
  SELECT b.settlement_date, b.bm_unit, b.bitcoin_btc, b.value_gbp, b.value_usd
  FROM api.bitcoin_unit_days b
  WHERE b.settlement_date BETWEEN $2::date AND $3::date AND b.definition = $5::text AND b.miner = $6::text
    AND ($15::text IS NULL OR b.bm_unit = $15::text)
    AND ($10::numeric IS NULL OR $8::text <> 'time' OR $9::integer < 0 OR b.settlement_date >= $11::date) -- a page reads no days before it
), unit_days AS (
  SELECT date_trunc($4::text, u.settlement_date::timestamp)::date AS start,
         CASE $14::text WHEN 'farm' THEN u.bm_unit WHEN 'lead_party' THEN coalesce(p.lead_party, '') ELSE '' END COLLATE "C" AS grp,
         u.settlement_date, u.records, u.curtailed_mwh, u.payment_gbp, b.bitcoin_btc, b.value_gbp, b.value_usd
  FROM api.curtailment_unit_days u
  LEFT JOIN api.bm_unit_parties p
    ON p.bm_unit = u.bm_unit AND p.from_date <= u.settlement_date AND p.before_date > u.settlement_date
  LEFT JOIN bitcoin b ON b.settlement_date = u.settlement_date AND b.bm_unit = u.bm_unit
  WHERE u.settlement_date BETWEEN $2::date AND $3::date AND u.definition = $5::text
    AND ($15::text IS NULL OR u.bm_unit = $15::text)
    AND ($10::numeric IS NULL OR $8::text <> 'time' OR $9::integer < 0 OR u.settlement_date >= $11::date)
    AND ($16::text IS NULL OR coalesce(p.lead_party, '-') = $16::text)
), groups AS (
  SELECT start, grp, max(settlement_date) AS last_day, sum(records) AS records, sum(curtailed_mwh) AS curtailed_mwh,
         CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END AS payment_gbp,
         CASE WHEN count(bitcoin_btc) = count(*) THEN sum(bitcoin_btc) END AS bitcoin_btc,
         CASE WHEN count(value_gbp) = count(*) THEN sum(value_gbp) END AS value_gbp,
         CASE WHEN count(value_usd) = count(*) THEN sum(value_usd) END AS value_usd
  FROM unit_days
  GROUP BY start, grp
), filled AS (
  SELECT i.start, coalesce(g.grp, '') AS grp, g.last_day, i.expected, i.complete, i.provisional,
         coalesce(g.records, z.zero) AS records, coalesce(g.curtailed_mwh, z.zero) AS curtailed_mwh,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.payment_gbp END AS payment_gbp,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.bitcoin_btc END AS bitcoin_btc,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.value_gbp END AS value_gbp,
         CASE WHEN g.start IS NULL THEN z.zero ELSE g.value_usd END AS value_usd
  FROM intervals i
  CROSS JOIN LATERAL (SELECT CASE WHEN i.complete > 0 THEN 0 END AS zero) z
  LEFT JOIN groups g ON g.start = i.start
  WHERE g.start IS NOT NULL
     OR ($14::text = 'none' AND EXISTS (SELECT FROM api.bm_unit_parties p
                                        WHERE ($15::text IS NULL OR p.bm_unit = $15::text)
                                          AND ($16::text IS NULL OR coalesce(p.lead_party, '-') = $16::text)))
), placed AS (
  SELECT f.*, coalesce($9::integer * CASE $8::text WHEN 'time' THEN f.start - date '1900-01-01'
                                                   WHEN 'curtailed_mwh' THEN f.curtailed_mwh
                                                   WHEN 'payment_gbp' THEN f.payment_gbp END, 'Infinity'::numeric) AS place
  FROM filled f
), page AS (
  SELECT row_number() OVER (ORDER BY place, start, grp) AS n, placed.*
  FROM placed
  WHERE $10::numeric IS NULL OR (place, start, grp) > ($10::numeric, $11::date, $13::text)
  ORDER BY place, start, grp
  LIMIT $12::integer
)
SELECT head.epoch, head.data_source, head.expected, head.complete, head.provisional, head.revised_at, page.place, page.start, page.grp,
       NULL, NULL, p.bm_unit, p.name, CASE $14::text WHEN 'farm' THEN p.lead_party WHEN 'lead_party' THEN nullif(page.grp, '') END,
       page.records, page.curtailed_mwh, page.payment_gbp, page.bitcoin_btc * $7::numeric, NULL, page.value_gbp * $7::numeric,
       page.value_usd * $7::numeric, page.expected, page.complete, page.provisional
FROM api.page_head($1::text[], $2::date, $3::date) WITH ORDINALITY
  AS head (epoch, data_source, expected, complete, provisional, revised_at, n) -- with the first row alone: it is as long as a row
FULL JOIN page ON page.n = head.n
LEFT JOIN api.bm_unit_parties p
  ON $14::text = 'farm' AND p.bm_unit = page.grp AND p.from_date <= page.last_day AND p.before_date > page.last_day
ORDER BY page.n
