-- Before the Bitcoin of these half hours is written again, in the same transaction.
-- params: settlement_date date, periods smallint[]
WITH fleet AS (
  DELETE FROM windfall.bitcoin_half_hours
  WHERE settlement_date = $1::date AND settlement_period = ANY ($2::smallint[])
)
DELETE FROM windfall.historical_bitcoin_calculations
WHERE settlement_date = $1::date AND settlement_period = ANY ($2::smallint[])
