-- The sum of a bid stack is kept whether its system price is published yet or not, so that a price that comes later finds what it controls.
-- A half hour of system prices is one of which something is published.
CREATE OR REPLACE FUNCTION windfall.control_day(of_date date)
RETURNS TABLE (half_hours smallint, compared smallint, differing smallint, accepted_mwh numeric, stack_mwh numeric, worst_period smallint,
               worst_mwh numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
SELECT count(coalesce(system_sell_gbp_per_mwh, system_buy_gbp_per_mwh, accepted_bid_mwh))::smallint, count(apart)::smallint,
       (count(*) FILTER (WHERE abs(apart) > abs(accepted_bid_mwh) / 1000))::smallint,
       coalesce(sum(accepted_bid_mwh) FILTER (WHERE apart IS NOT NULL), 0), coalesce(sum(stack_bid_mwh) FILTER (WHERE apart IS NOT NULL), 0),
       (array_agg(settlement_period ORDER BY abs(apart) DESC, settlement_period) FILTER (WHERE apart <> 0))[1],
       (array_agg(apart ORDER BY abs(apart) DESC, settlement_period) FILTER (WHERE apart <> 0))[1]
FROM (SELECT *, stack_bid_mwh - accepted_bid_mwh AS apart FROM windfall.system_prices WHERE settlement_date = of_date) half_hour
$$;
UPDATE windfall.system_price_days d
SET half_hours = (SELECT c.half_hours FROM windfall.control_day(d.settlement_date) c)
WHERE d.settlement_date IN (SELECT settlement_date
                            FROM windfall.system_prices
                            WHERE coalesce(system_sell_gbp_per_mwh, system_buy_gbp_per_mwh, accepted_bid_mwh) IS NULL);
