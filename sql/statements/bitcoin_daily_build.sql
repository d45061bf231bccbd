-- A day's Bitcoin per definition and miner: null where a unit has none.
-- params: settlement_date date
INSERT INTO windfall.bitcoin_daily_summaries AS t (settlement_date, definition, miner, bitcoin_btc, value_gbp)
SELECT s.settlement_date, s.definition, m.miner,
       CASE WHEN count(b.bitcoin_btc) = s.farms THEN coalesce(sum(b.bitcoin_btc), 0) END,
       CASE WHEN count(b.value_gbp) = s.farms THEN coalesce(sum(b.value_gbp), 0) END
FROM windfall.daily_summaries s
CROSS JOIN windfall.miners m
LEFT JOIN windfall.bitcoin_unit_days b
  ON b.settlement_date = s.settlement_date AND b.definition = s.definition AND b.miner = m.miner
WHERE s.settlement_date = $1::date
GROUP BY s.settlement_date, s.definition, s.farms, m.miner
ON CONFLICT (settlement_date, definition, miner) DO UPDATE
SET bitcoin_btc = excluded.bitcoin_btc, value_gbp = excluded.value_gbp
WHERE (t.bitcoin_btc, t.value_gbp) IS DISTINCT FROM (excluded.bitcoin_btc, excluded.value_gbp)
