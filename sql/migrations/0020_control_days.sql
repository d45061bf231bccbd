-- Control totals a day, so that no page counts half hours: of those with both figures, how many there are, how many differ by more than a
-- thousandth, the sums, and the half hour that differs most.
CREATE FUNCTION windfall.control_day(of_date date)
RETURNS TABLE (half_hours smallint, compared smallint, differing smallint, accepted_mwh numeric, stack_mwh numeric, worst_period smallint,
               worst_mwh numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
SELECT count(*)::smallint, count(apart)::smallint,
       (count(*) FILTER (WHERE abs(apart) > abs(accepted_bid_mwh) / 1000))::smallint,
       coalesce(sum(accepted_bid_mwh) FILTER (WHERE apart IS NOT NULL), 0), coalesce(sum(stack_bid_mwh) FILTER (WHERE apart IS NOT NULL), 0),
       (array_agg(settlement_period ORDER BY abs(apart) DESC, settlement_period) FILTER (WHERE apart <> 0))[1],
       (array_agg(apart ORDER BY abs(apart) DESC, settlement_period) FILTER (WHERE apart <> 0))[1]
FROM (SELECT settlement_period, accepted_bid_mwh, stack_bid_mwh, stack_bid_mwh - accepted_bid_mwh AS apart
      FROM windfall.system_prices
      WHERE settlement_date = of_date) half_hour
$$;

ALTER TABLE windfall.system_price_days
  ADD COLUMN compared smallint NOT NULL DEFAULT 0,
  ADD COLUMN differing smallint NOT NULL DEFAULT 0,
  ADD COLUMN accepted_mwh numeric(20, 9) NOT NULL DEFAULT 0,
  ADD COLUMN stack_mwh numeric(20, 9) NOT NULL DEFAULT 0,
  ADD COLUMN worst_period smallint,
  ADD COLUMN worst_mwh numeric(18, 9);
UPDATE windfall.system_price_days d
SET (half_hours, compared, differing, accepted_mwh, stack_mwh, worst_period, worst_mwh) = (SELECT * FROM windfall.control_day(d.settlement_date));
CREATE OR REPLACE VIEW api.system_price_days AS SELECT * FROM windfall.system_price_days;
