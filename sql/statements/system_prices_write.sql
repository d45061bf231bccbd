-- System prices and control totals of half hours that are new or differ.
-- params: settlement_date date, periods smallint[], sell numeric[], buy numeric[], accepted_bid_mwh numeric[], stack_bid_mwh numeric[]
INSERT INTO windfall.system_prices (settlement_date, settlement_period, system_sell_gbp_per_mwh, system_buy_gbp_per_mwh,
                                    accepted_bid_mwh, stack_bid_mwh)
SELECT $1::date, *
FROM unnest($2::smallint[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[])
ON CONFLICT (settlement_date, settlement_period) DO UPDATE
SET system_sell_gbp_per_mwh = excluded.system_sell_gbp_per_mwh, system_buy_gbp_per_mwh = excluded.system_buy_gbp_per_mwh,
    accepted_bid_mwh = excluded.accepted_bid_mwh, stack_bid_mwh = excluded.stack_bid_mwh
