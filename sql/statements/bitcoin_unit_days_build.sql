-- A day's Bitcoin per definition, unit and miner: null where a half hour has none.
-- params: settlement_date date
INSERT INTO windfall.bitcoin_unit_days AS t (settlement_date, definition, bm_unit, miner, bitcoin_btc, value_gbp, value_usd)
SELECT u.settlement_date, u.definition, u.bm_unit, m.miner,
       CASE WHEN b.bitcoins = u.half_hours THEN b.bitcoin_btc END,
       CASE WHEN b.values = u.half_hours THEN b.value_gbp END,
       CASE WHEN b.usd_values = u.half_hours THEN b.value_usd END
FROM windfall.curtailment_unit_days u
CROSS JOIN windfall.miners m
LEFT JOIN (SELECT definition, bm_unit, miner, count(*) AS bitcoins, sum(bitcoin_btc) AS bitcoin_btc, count(value_gbp) AS values,
                  sum(value_gbp) AS value_gbp, count(value_usd) AS usd_values, sum(value_usd) AS value_usd
           FROM windfall.historical_bitcoin_calculations
           WHERE settlement_date = $1::date
           GROUP BY definition, bm_unit, miner) b
  ON b.definition = u.definition AND b.bm_unit = u.bm_unit AND b.miner = m.miner
WHERE u.settlement_date = $1::date
ON CONFLICT (settlement_date, definition, miner, bm_unit) DO UPDATE
SET bitcoin_btc = excluded.bitcoin_btc, value_gbp = excluded.value_gbp, value_usd = excluded.value_usd
WHERE (t.bitcoin_btc, t.value_gbp, t.value_usd) IS DISTINCT FROM (excluded.bitcoin_btc, excluded.value_gbp, excluded.value_usd)
