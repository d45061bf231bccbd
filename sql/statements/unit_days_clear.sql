-- Before a day's totals per unit are made again, in the same transaction.
-- params: settlement_date date
WITH bitcoin AS (DELETE FROM windfall.bitcoin_unit_days WHERE settlement_date = $1::date)
DELETE FROM windfall.curtailment_unit_days WHERE settlement_date = $1::date
