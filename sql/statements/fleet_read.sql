-- The fleet's Bitcoin kept for a day, in the order of half_hours_read and then of the miners given.
-- params: settlement_date date, miners text[]
-- returns: settlement_period, definition, miner, bitcoin_btc, diluted_btc
SELECT settlement_period, definition, miner, bitcoin_btc, diluted_btc
FROM windfall.bitcoin_half_hours
WHERE settlement_date = $1::date
ORDER BY settlement_period, definition COLLATE "C", array_position($2::text[], miner)
