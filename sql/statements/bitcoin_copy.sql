-- The Bitcoin of changed half hours.
COPY windfall.historical_bitcoin_calculations
  (settlement_date, settlement_period, start_utc, definition, bm_unit, miner, bitcoin_btc, value_gbp, value_usd, difficulty, subsidy_btc,
   formula_version)
FROM STDIN (FORMAT binary)
