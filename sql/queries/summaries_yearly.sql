-- Yearly summaries of a range from a year on, a row a miner; a year without data has one row of nulls.
-- plan: anew
-- params: epoch_keys text[], from date, to date, definition text, miner text, first date, years integer, factor numeric
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), interval, expected, complete, provisional, revised_at,
--   records, farms, half_hours, curtailed_mwh, payment_gbp, replacement_gbp, wind_generation_mwh, notified_mwh, miner,
--   bitcoin_btc, diluted_btc, value_gbp, value_usd
SELECT head.*, to_char(y.year, 'YYYY'), y.expected, y.complete, y.provisional, api.utc_text(y.revised_at),
       s.records, s.farms, s.half_hours, s.curtailed_mwh, s.payment_gbp, s.replacement_gbp,
       y.wind_generation_mwh, y.notified_mwh, b.miner,
       b.bitcoin_btc * $8::numeric, b.diluted_btc, b.value_gbp * $8::numeric, b.value_usd * $8::numeric
FROM api.page_head($1::text[], $2::date, $3::date) head
CROSS JOIN (
  SELECT date_trunc('year', d.settlement_date)::date AS year, sum(d.expected) AS expected, sum(d.complete) AS complete,
         sum(d.provisional) AS provisional, max(d.revised_at) AS revised_at,
         CASE WHEN sum(w.half_hours) = sum(d.expected) THEN sum(w.generation_mwh) END AS wind_generation_mwh,
         CASE WHEN sum(n.half_hours) = sum(d.expected) THEN sum(n.notified_mwh) END AS notified_mwh
  FROM api.days($6::date, least($3::date, ($6::date + make_interval(years => $7::integer))::date - 1)) d
  LEFT JOIN api.wind_generation_days w ON w.settlement_date = d.settlement_date
  LEFT JOIN api.notification_days n ON n.settlement_date = d.settlement_date
  GROUP BY 1
) y
LEFT JOIN api.yearly_summaries s ON s.year = y.year AND s.definition = $4::text
LEFT JOIN api.bitcoin_yearly_summaries b
  ON b.year = s.year AND b.definition = s.definition AND b.miner = coalesce($5::text, b.miner)
ORDER BY y.year
