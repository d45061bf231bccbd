-- Daily summaries of a range from a day on, a row a miner; a day without data has one row of nulls.
-- plan: anew
-- params: epoch_keys text[], from date, to date, definition text, miner text, first date, days integer, factor numeric
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), interval, expected, complete, provisional, revised_at,
--   records, farms, half_hours, curtailed_mwh, payment_gbp, replacement_gbp, wind_generation_mwh, notified_mwh, miner,
--   bitcoin_btc, diluted_btc, value_gbp, value_usd
SELECT head.*, d.settlement_date, d.expected, d.complete, d.provisional, api.utc_text(d.revised_at),
       s.records, s.farms, s.half_hours, s.curtailed_mwh, s.payment_gbp, s.replacement_gbp,
       CASE WHEN w.half_hours = d.expected THEN w.generation_mwh END,
       CASE WHEN n.half_hours = d.expected THEN n.notified_mwh END, b.miner,
       b.bitcoin_btc * $8::numeric, b.diluted_btc, b.value_gbp * $8::numeric, b.value_usd * $8::numeric
FROM api.page_head($1::text[], $2::date, $3::date) head
CROSS JOIN api.days($6::date, least($3::date, $6::date + $7::integer - 1)) d
LEFT JOIN api.wind_generation_days w ON w.settlement_date = d.settlement_date
LEFT JOIN api.notification_days n ON n.settlement_date = d.settlement_date
LEFT JOIN api.daily_summaries s ON s.settlement_date = d.settlement_date AND s.definition = $4::text
LEFT JOIN api.bitcoin_daily_summaries b
  ON b.settlement_date = s.settlement_date AND b.definition = s.definition AND b.miner = coalesce($5::text, b.miner)
ORDER BY d.settlement_date
