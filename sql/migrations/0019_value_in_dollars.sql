-- The value of Bitcoin in US dollars beside that in pounds, from the day's close: kept per row and summed exactly, as value_gbp is.
-- Days ingested before have none until `windfall recalculate` has been over them.
ALTER TABLE windfall.historical_bitcoin_calculations ADD COLUMN value_usd numeric(20, 6); -- null where the UTC date has no close
ALTER TABLE windfall.bitcoin_unit_days ADD COLUMN value_usd numeric(24, 6);
ALTER TABLE windfall.bitcoin_daily_summaries ADD COLUMN value_usd numeric(24, 6);
ALTER TABLE windfall.bitcoin_monthly_summaries ADD COLUMN value_usd numeric(26, 6);
ALTER TABLE windfall.bitcoin_yearly_summaries ADD COLUMN value_usd numeric(28, 6);
CREATE OR REPLACE VIEW api.historical_bitcoin_calculations AS SELECT * FROM windfall.historical_bitcoin_calculations;
CREATE OR REPLACE VIEW api.bitcoin_unit_days AS SELECT * FROM windfall.bitcoin_unit_days;
CREATE OR REPLACE VIEW api.bitcoin_daily_summaries AS SELECT * FROM windfall.bitcoin_daily_summaries;
CREATE OR REPLACE VIEW api.bitcoin_monthly_summaries AS SELECT * FROM windfall.bitcoin_monthly_summaries;
CREATE OR REPLACE VIEW api.bitcoin_yearly_summaries AS SELECT * FROM windfall.bitcoin_yearly_summaries;
