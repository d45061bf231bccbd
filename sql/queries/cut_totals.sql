-- Totals by day, month or year without a cut or filter, from the daily summaries; an interval without data has nulls. No miner, no Bitcoin.
-- place is what the rows are sorted by, unknown last; a page begins after place, start and (of other cuts) group.
-- plan: anew
-- params: epoch_keys text[], from date, to date, interval text, definition text, miner text, factor numeric, sort text, sign integer
-- params: after_place numeric, after_start date, limit integer
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), place, start, group, settlement_period, start_utc,
--   farm, farm_name, lead_party, records, curtailed_mwh, payment_gbp, bitcoin_btc, diluted_btc, value_gbp, value_usd,
--   expected, complete, provisional
WITH totals AS (
  SELECT date_trunc($4::text, d.settlement_date::timestamp)::date AS start, sum(d.expected) AS expected, sum(d.complete) AS complete,
         sum(d.provisional) AS provisional, sum(s.records) AS records, sum(s.curtailed_mwh) AS curtailed_mwh,
         CASE WHEN count(s.payment_gbp) = count(s.records) THEN sum(s.payment_gbp) END AS payment_gbp,
         CASE WHEN count(b.bitcoin_btc) = count(s.records) THEN sum(b.bitcoin_btc) END AS bitcoin_btc,
         CASE WHEN count(b.diluted_btc) = count(s.records) THEN sum(b.diluted_btc) END AS diluted_btc,
         CASE WHEN count(b.value_gbp) = count(s.records) THEN sum(b.value_gbp) END AS value_gbp,
         CASE WHEN count(b.value_usd) = count(s.records) THEN sum(b.value_usd) END AS value_usd
  FROM api.days($2::date, $3::date) d
  LEFT JOIN api.daily_summaries s
    ON s.settlement_date = d.settlement_date AND s.definition = $5::text AND s.settlement_date BETWEEN $2::date AND $3::date
  LEFT JOIN api.bitcoin_daily_summaries b
    ON b.settlement_date = s.settlement_date AND b.definition = s.definition AND b.miner = $6::text
    AND b.settlement_date BETWEEN $2::date AND $3::date
  GROUP BY 1
), placed AS (
  SELECT t.*, coalesce($9::integer * CASE $8::text WHEN 'time' THEN t.start - date '1900-01-01'
                                                   WHEN 'curtailed_mwh' THEN t.curtailed_mwh
                                                   WHEN 'payment_gbp' THEN t.payment_gbp END, 'Infinity'::numeric) AS place
  FROM totals t
), page AS (
  SELECT * FROM placed
  WHERE $10::numeric IS NULL OR (place, start) > ($10::numeric, $11::date)
  ORDER BY place, start
  LIMIT $12::integer
)
SELECT head.*, page.place, page.start, '', NULL, NULL, NULL, NULL, NULL, page.records, page.curtailed_mwh, page.payment_gbp,
       page.bitcoin_btc * $7::numeric, page.diluted_btc, page.value_gbp * $7::numeric, page.value_usd * $7::numeric,
       page.expected, page.complete, page.provisional
FROM api.page_head($1::text[], $2::date, $3::date) head
LEFT JOIN page ON true
ORDER BY page.place, page.start
