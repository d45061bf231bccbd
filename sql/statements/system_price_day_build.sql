-- How many of a day's half hours have their system price, and the day's control totals.
-- params: settlement_date date
INSERT INTO windfall.system_price_days
  (settlement_date, half_hours, compared, differing, accepted_mwh, stack_mwh, worst_period, worst_mwh, read_at)
SELECT $1::date, c.*, CASE WHEN c.half_hours > 0 THEN now() END FROM windfall.control_day($1::date) c
ON CONFLICT (settlement_date) DO UPDATE
SET (half_hours, compared, differing, accepted_mwh, stack_mwh, worst_period, worst_mwh, read_at) =
    (excluded.half_hours, excluded.compared, excluded.differing, excluded.accepted_mwh, excluded.stack_mwh, excluded.worst_period,
     excluded.worst_mwh, excluded.read_at)
