-- The summary of one day, which has one epoch key, a row a miner; a day without data has one row of nulls.
-- params: epoch_keys text[], day date, definition text, miner text, factor numeric
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), interval, expected, complete, provisional, revised_at,
--   records, farms, half_hours, curtailed_mwh, payment_gbp, replacement_gbp, wind_generation_mwh, notified_mwh, miner,
--   bitcoin_btc, diluted_btc, value_gbp, value_usd
SELECT coalesce((SELECT e.epoch FROM api.epochs e WHERE e.key = ($1::text[])[1]), 0)::text,
       (SELECT i.data_source FROM api.instance i), d.expected, d.complete, d.provisional, d.revised,
       d.settlement_date, d.expected, d.complete, d.provisional, d.revised,
       s.records, s.farms, s.half_hours, s.curtailed_mwh, s.payment_gbp, s.replacement_gbp,
       CASE WHEN w.half_hours = d.expected THEN w.generation_mwh END,
       CASE WHEN n.half_hours = d.expected THEN n.notified_mwh END, b.miner,
       b.bitcoin_btc * $5::numeric, b.diluted_btc, b.value_gbp * $5::numeric, b.value_usd * $5::numeric
FROM (SELECT *, api.utc_text(revised_at) AS revised FROM api.days($2::date, $2::date) LIMIT 1) d
LEFT JOIN api.wind_generation_days w ON w.settlement_date = $2::date
LEFT JOIN api.notification_days n ON n.settlement_date = $2::date
LEFT JOIN api.daily_summaries s ON s.settlement_date = $2::date AND s.definition = $3::text
LEFT JOIN api.bitcoin_daily_summaries b
  ON b.settlement_date = $2::date AND b.definition = s.definition AND ($4::text IS NULL OR b.miner = $4::text)
