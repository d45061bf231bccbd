-- A day's Bitcoin per definition and miner: null where a unit has none, and diluted where a half hour has none.
-- params: settlement_date date
INSERT INTO windfall.bitcoin_daily_summaries AS t (settlement_date, definition, miner, bitcoin_btc, diluted_btc, value_gbp, value_usd)
SELECT s.settlement_date, s.definition, m.miner,
       CASE WHEN coalesce(b.bitcoins, 0) = s.farms THEN coalesce(b.bitcoin_btc, 0) END,
       CASE WHEN coalesce(f.half_hours, 0) = s.half_hours THEN coalesce(f.diluted_btc, 0) END,
       CASE WHEN coalesce(b.values, 0) = s.farms THEN coalesce(b.value_gbp, 0) END,
       CASE WHEN coalesce(b.usd_values, 0) = s.farms THEN coalesce(b.value_usd, 0) END
FROM windfall.daily_summaries s
CROSS JOIN windfall.miners m
LEFT JOIN (SELECT definition, miner, count(bitcoin_btc) AS bitcoins, sum(bitcoin_btc) AS bitcoin_btc, count(value_gbp) AS values,
                  sum(value_gbp) AS value_gbp, count(value_usd) AS usd_values, sum(value_usd) AS value_usd
           FROM windfall.bitcoin_unit_days
           WHERE settlement_date = $1::date
           GROUP BY definition, miner) b
  ON b.definition = s.definition AND b.miner = m.miner
LEFT JOIN (SELECT definition, miner, count(*) AS half_hours, sum(diluted_btc) AS diluted_btc
           FROM windfall.bitcoin_half_hours
           WHERE settlement_date = $1::date
           GROUP BY definition, miner) f
  ON f.definition = s.definition AND f.miner = m.miner
WHERE s.settlement_date = $1::date
ON CONFLICT (settlement_date, definition, miner) DO UPDATE
SET bitcoin_btc = excluded.bitcoin_btc, diluted_btc = excluded.diluted_btc, value_gbp = excluded.value_gbp, value_usd = excluded.value_usd
WHERE (t.bitcoin_btc, t.diluted_btc, t.value_gbp, t.value_usd) IS DISTINCT FROM (excluded.bitcoin_btc, excluded.diluted_btc, excluded.value_gbp, excluded.value_usd)
