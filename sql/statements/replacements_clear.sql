-- Before the replacement cost of these half hours is written again, in the same transaction.
-- params: settlement_date date, periods smallint[]
DELETE FROM windfall.replacement_half_hours
WHERE settlement_date = $1::date AND settlement_period = ANY ($2::smallint[])
