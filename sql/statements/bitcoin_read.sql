-- The Bitcoin kept for a day, in the order of half_hours_read and then of the miners given.
-- params: settlement_date date, miners text[]
-- returns: settlement_period, definition, bm_unit, miner, bitcoin_btc, value_gbp, value_usd, difficulty, subsidy_btc, formula_version
SELECT settlement_period, definition, bm_unit, miner, bitcoin_btc, value_gbp, value_usd, difficulty, subsidy_btc, formula_version
FROM windfall.historical_bitcoin_calculations
WHERE settlement_date = $1::date
ORDER BY settlement_period, definition COLLATE "C", bm_unit COLLATE "C", array_position($2::text[], miner)
