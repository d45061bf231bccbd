-- Bitcoin of half hours that is not the sum of their units'.
SELECT settlement_date, settlement_period, definition, miner
FROM (SELECT settlement_date, settlement_period, definition, miner, sum(bitcoin_btc) AS bitcoin_btc
      FROM windfall.historical_bitcoin_calculations
      GROUP BY 1, 2, 3, 4) parts
FULL JOIN windfall.bitcoin_half_hours total USING (settlement_date, settlement_period, definition, miner)
WHERE parts.bitcoin_btc IS DISTINCT FROM total.bitcoin_btc
