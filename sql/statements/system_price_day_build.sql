-- How many of a day's half hours have their system price.
-- params: settlement_date date
INSERT INTO windfall.system_price_days (settlement_date, half_hours)
SELECT $1::date, count(*) FROM windfall.system_prices WHERE settlement_date = $1::date
ON CONFLICT (settlement_date) DO UPDATE SET half_hours = excluded.half_hours
