-- What is wrong with the days, a row a kind: half hours whose last reading failed, days without difficulty, past days without a price.
-- returns: kind, count, first, last
SELECT 'periods_failed' AS kind, count(*) AS count, min(settlement_date) AS first, max(settlement_date) AS last
FROM api.periods
WHERE failure IS NOT NULL
HAVING count(*) > 0
UNION ALL
SELECT 'no_difficulty', count(*), min(d.settlement_date), max(d.settlement_date)
FROM api.bitcoin_daily_summaries d
WHERE d.bitcoin_btc IS NULL AND d.definition = 'so_flagged' AND d.miner = 'S19J_PRO'
HAVING count(*) > 0
UNION ALL
SELECT 'no_price', count(*), min(d.settlement_date), max(d.settlement_date)
FROM api.bitcoin_daily_summaries d
WHERE d.bitcoin_btc IS NOT NULL AND d.value_gbp IS NULL AND d.definition = 'so_flagged' AND d.miner = 'S19J_PRO'
  AND d.settlement_date < (now() AT TIME ZONE 'UTC')::date
HAVING count(*) > 0
