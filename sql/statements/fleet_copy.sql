-- The Bitcoin of all units of changed half hours, and what a fleet that large would have left of it.
COPY windfall.bitcoin_half_hours (settlement_date, settlement_period, start_utc, definition, miner, bitcoin_btc, diluted_btc)
FROM STDIN (FORMAT binary)
