-- The Bitcoin of the month that holds the date, from its days: null where a day has none.
-- params: settlement_date date
INSERT INTO windfall.bitcoin_monthly_summaries AS t (month, definition, miner, bitcoin_btc, diluted_btc, value_gbp, value_usd)
SELECT date_trunc('month', $1::date)::date, definition, miner,
       CASE WHEN count(bitcoin_btc) = count(*) THEN sum(bitcoin_btc) END,
       CASE WHEN count(diluted_btc) = count(*) THEN sum(diluted_btc) END,
       CASE WHEN count(value_gbp) = count(*) THEN sum(value_gbp) END,
       CASE WHEN count(value_usd) = count(*) THEN sum(value_usd) END
FROM windfall.bitcoin_daily_summaries
WHERE settlement_date >= date_trunc('month', $1::date) AND settlement_date < date_trunc('month', $1::date) + interval '1 month'
GROUP BY definition, miner
ON CONFLICT (month, definition, miner) DO UPDATE
SET bitcoin_btc = excluded.bitcoin_btc, diluted_btc = excluded.diluted_btc, value_gbp = excluded.value_gbp, value_usd = excluded.value_usd
WHERE (t.bitcoin_btc, t.diluted_btc, t.value_gbp, t.value_usd) IS DISTINCT FROM (excluded.bitcoin_btc, excluded.diluted_btc, excluded.value_gbp, excluded.value_usd)
