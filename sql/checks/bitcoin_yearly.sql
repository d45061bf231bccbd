-- Bitcoin of years that is not the sum of their days', or known where a day's is not.
-- remedy: year
SELECT year, definition, miner
FROM (SELECT date_trunc('year', settlement_date)::date AS year, definition, miner,
             CASE WHEN count(bitcoin_btc) = count(*) THEN sum(bitcoin_btc) END AS bitcoin_btc,
             CASE WHEN count(diluted_btc) = count(*) THEN sum(diluted_btc) END AS diluted_btc,
             CASE WHEN count(value_gbp) = count(*) THEN sum(value_gbp) END AS value_gbp,
             CASE WHEN count(value_usd) = count(*) THEN sum(value_usd) END AS value_usd
      FROM windfall.bitcoin_daily_summaries
      GROUP BY 1, 2, 3) parts
FULL JOIN windfall.bitcoin_yearly_summaries total USING (year, definition, miner)
WHERE (parts.bitcoin_btc, parts.diluted_btc, parts.value_gbp, parts.value_usd) IS DISTINCT FROM (total.bitcoin_btc, total.diluted_btc, total.value_gbp, total.value_usd)
