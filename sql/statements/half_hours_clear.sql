-- Before the totals of these half hours are made again, in the same transaction.
-- params: settlement_date date, periods smallint[]
DELETE FROM windfall.curtailment_half_hours
WHERE settlement_date = $1::date AND settlement_period = ANY ($2::smallint[])
