-- The Bitcoin of the year that holds the date, from its months: null where a month has none.
-- params: settlement_date date
INSERT INTO windfall.bitcoin_yearly_summaries AS t (year, definition, miner, bitcoin_btc, diluted_btc, value_gbp, value_usd)
SELECT date_trunc('year', $1::date)::date, definition, miner,
       CASE WHEN count(bitcoin_btc) = count(*) THEN sum(bitcoin_btc) END,
       CASE WHEN count(diluted_btc) = count(*) THEN sum(diluted_btc) END,
       CASE WHEN count(value_gbp) = count(*) THEN sum(value_gbp) END,
       CASE WHEN count(value_usd) = count(*) THEN sum(value_usd) END
FROM windfall.bitcoin_monthly_summaries
WHERE month >= date_trunc('year', $1::date) AND month < date_trunc('year', $1::date) + interval '1 year'
GROUP BY definition, miner
ON CONFLICT (year, definition, miner) DO UPDATE
SET bitcoin_btc = excluded.bitcoin_btc, diluted_btc = excluded.diluted_btc, value_gbp = excluded.value_gbp, value_usd = excluded.value_usd
WHERE (t.bitcoin_btc, t.diluted_btc, t.value_gbp, t.value_usd) IS DISTINCT FROM (excluded.bitcoin_btc, excluded.diluted_btc, excluded.value_gbp, excluded.value_usd)
