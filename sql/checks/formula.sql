-- Bitcoin figures that are not the formula's at 12 places, or whose value is not theirs at the price of the UTC date.
SELECT b.settlement_date, b.settlement_period, b.definition, b.bm_unit, b.miner
FROM windfall.historical_bitcoin_calculations b
JOIN windfall.curtailment_half_hours h USING (settlement_date, settlement_period, definition, bm_unit)
JOIN windfall.miners m USING (miner)
LEFT JOIN windfall.bitcoin_prices p ON p.price_date = (b.start_utc AT TIME ZONE 'UTC')::date
WHERE abs(b.bitcoin_btc
          - h.curtailed_mwh * 3600000000 * m.hashrate_th / m.power_w * 1000000000000 * b.subsidy_btc / (b.difficulty * 4294967296))
      > 0.0000000000005001
   OR (b.value_gbp IS NULL) <> (p.price_gbp IS NULL)
   OR abs(b.value_gbp - b.bitcoin_btc * p.price_gbp) > 0.0000005
   OR (b.value_usd IS NULL) <> (p.price_usd IS NULL)
   OR abs(b.value_usd - b.bitcoin_btc * p.price_usd) > 0.0000005
