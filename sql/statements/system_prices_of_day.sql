-- What is kept of a day's system prices and control totals.
-- params: settlement_date date
-- returns: settlement_period, system_sell_gbp_per_mwh, system_buy_gbp_per_mwh, accepted_bid_mwh, stack_bid_mwh
SELECT settlement_period, system_sell_gbp_per_mwh, system_buy_gbp_per_mwh, accepted_bid_mwh, stack_bid_mwh
FROM windfall.system_prices
WHERE settlement_date = $1::date
