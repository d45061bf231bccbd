-- Bitcoin whose value is not that of the price of its UTC date.
SELECT b.settlement_date, b.settlement_period, b.definition, b.bm_unit, b.miner, b.value_gbp, round(b.bitcoin_btc * p.price_gbp, 6) AS value_is
FROM windfall.historical_bitcoin_calculations b
LEFT JOIN windfall.bitcoin_prices p ON p.price_date = (b.start_utc AT TIME ZONE 'UTC')::date
WHERE (b.value_gbp IS NULL) <> (p.price_gbp IS NULL) OR abs(b.value_gbp - b.bitcoin_btc * p.price_gbp) > 0.0000005
