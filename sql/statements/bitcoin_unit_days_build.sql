-- A day's Bitcoin per definition, unit and miner: null where a half hour has none.
-- params: settlement_date date
INSERT INTO windfall.bitcoin_unit_days AS t (settlement_date, definition, bm_unit, miner, bitcoin_btc, value_gbp, value_usd)
SELECT $1::date, definition, bm_unit, miner,
       CASE WHEN count(bitcoin_btc) = max(half_hours) THEN sum(bitcoin_btc) END,
       CASE WHEN count(value_gbp) = max(half_hours) THEN sum(value_gbp) END,
       CASE WHEN count(value_usd) = max(half_hours) THEN sum(value_usd) END
FROM (SELECT definition, bm_unit, miner, bitcoin_btc, value_gbp, value_usd, NULL AS half_hours
      FROM windfall.historical_bitcoin_calculations
      WHERE settlement_date = $1::date
      UNION ALL -- every miner of every unit, rather than a join: its texts would be sorted, which costs more than the sums
      SELECT u.definition, u.bm_unit, m.miner, NULL, NULL, NULL, u.half_hours
      FROM windfall.curtailment_unit_days u
      CROSS JOIN windfall.miners m
      WHERE u.settlement_date = $1::date) parts
GROUP BY definition, bm_unit, miner
ON CONFLICT (settlement_date, definition, miner, bm_unit) DO UPDATE
SET bitcoin_btc = excluded.bitcoin_btc, value_gbp = excluded.value_gbp, value_usd = excluded.value_usd
WHERE (t.bitcoin_btc, t.value_gbp, t.value_usd) IS DISTINCT FROM (excluded.bitcoin_btc, excluded.value_gbp, excluded.value_usd)
