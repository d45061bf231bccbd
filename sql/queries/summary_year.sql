-- The summary of one year, a row a miner; a year without data has one row of nulls.
-- params: epoch_keys text[], year date, definition text, miner text, factor numeric
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), interval, expected, complete, provisional, revised_at,
--   records, farms, half_hours, curtailed_mwh, payment_gbp, replacement_gbp, wind_generation_mwh, notified_mwh, miner,
--   bitcoin_btc, diluted_btc, value_gbp, value_usd
SELECT (SELECT string_agg(coalesce((SELECT e.epoch FROM api.epochs e WHERE e.key = k.key), 0)::text, '.' ORDER BY k.n)
        FROM unnest($1::text[]) WITH ORDINALITY AS k (key, n)),
       (SELECT i.data_source FROM api.instance i), d.expected, d.complete, d.provisional, api.utc_text(d.revised_at),
       to_char($2::date, 'YYYY'), d.expected, d.complete, d.provisional, api.utc_text(d.revised_at),
       s.records, s.farms, s.half_hours, s.curtailed_mwh, s.payment_gbp, s.replacement_gbp,
       d.wind_generation_mwh, d.notified_mwh, b.miner,
       b.bitcoin_btc * $5::numeric, b.diluted_btc, b.value_gbp * $5::numeric, b.value_usd * $5::numeric
FROM (
  SELECT sum(d.expected) AS expected, sum(d.complete) AS complete, sum(d.provisional) AS provisional, max(d.revised_at) AS revised_at,
         CASE WHEN sum(w.half_hours) = sum(d.expected) THEN sum(w.generation_mwh) END AS wind_generation_mwh,
         CASE WHEN sum(n.half_hours) = sum(d.expected) THEN sum(n.notified_mwh) END AS notified_mwh
  FROM api.days($2::date, ($2::date + interval '1 year')::date - 1) d
  LEFT JOIN api.wind_generation_days w
    ON w.settlement_date = d.settlement_date AND w.settlement_date BETWEEN $2::date AND ($2::date + interval '1 year')::date - 1
  LEFT JOIN api.notification_days n
    ON n.settlement_date = d.settlement_date AND n.settlement_date BETWEEN $2::date AND ($2::date + interval '1 year')::date - 1
) d
LEFT JOIN api.yearly_summaries s ON s.year = $2::date AND s.definition = $3::text
LEFT JOIN api.bitcoin_yearly_summaries b
  ON b.year = $2::date AND b.definition = s.definition AND ($4::text IS NULL OR b.miner = $4::text)
